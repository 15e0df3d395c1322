package dev.patchbay.registry.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Page;
import dev.patchbay.model.Schema;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.evidence.Thresholds;
import dev.patchbay.registry.redaction.SecretMemory;
import dev.patchbay.registry.secret.Resolution;
import dev.patchbay.registry.secret.SecretReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.osgi.util.converter.ConversionException;

class SettingsTest {
    private static final InstanceId ID = InstanceId.parse("github~europe");
    private static final Path FILE = Path.of("/home/config/connector.github~europe.cfg");

    private final FakeFiles files = new FakeFiles();
    private final Map<String, String> vault = new HashMap<>(Map.of("token", "s3cr3t"));
    private final CommonSettings common = CommonSettings.of(Map.of("CONNECTOR_TIMEOUT_MS", "5000"));
    private final SettingsCheck check =
            new SettingsCheck(common, this::resolve, files, ClearSecrets.WARNED_OF, new SecretMemory());
    private final Schema schema = new MetatypeSchema(common)
            .of(
                    "github",
                    List.of(
                            Attribute.builder("url", Type.STRING).build(),
                            Attribute.builder("token", Type.PASSWORD).build(),
                            Attribute.builder("page.size", Type.INTEGER)
                                    .defaults(List.of("100"))
                                    .build(),
                            Attribute.builder("labels", Type.STRING)
                                    .list(true)
                                    .defaults(List.of("a", "b"))
                                    .build(),
                            Attribute.builder("every", Type.STRING)
                                    .defaults(List.of("5m"))
                                    .build()));

    @interface Config {
        String url() default "none";

        String token() default "";

        int page_size() default 7;

        String[] labels() default {};

        boolean enabled() default false;
    }

    interface View {
        Secret token();

        Duration every();

        List<String> labels();
    }

    interface NumberedUrl {
        int url();
    }

    @Test
    void hasTheCommonSettingsTyped() {
        Settings settings = settings(Map.of(
                "retry.delay",
                "1s",
                "version",
                "[1.2,2)",
                "rate.limit.per.minute",
                "90",
                "priority",
                5,
                "mapping.name",
                "full.name",
                "mapping.push.name",
                "n"));
        assertEquals(Duration.ofSeconds(1), settings.common().retryDelay());
        assertEquals(OptionalInt.of(90), settings.common().rateLimitPerMinute());
        assertEquals(5, settings.common().priority());
        ConnectorRecord record = ConnectorRecord.of("people", Map.of("full", Map.of("name", "Ada")));
        assertEquals(
                "Ada",
                settings.common()
                        .mapping()
                        .pulled(Page.last(List.of(record)))
                        .records()
                        .get(0)
                        .fields()
                        .get("name"));
    }

    @Test
    void hasTheDefaultsOfTheTable() {
        Settings settings = settings(Map.of());
        assertTrue(settings.common().enabled());
        assertEquals(Duration.ofSeconds(5), settings.common().timeout(), "from the environment");
        assertEquals(3, settings.common().retryMaxAttempts());
        assertEquals(Duration.ofMillis(100), settings.common().retryDelay());
        assertEquals(2, settings.common().retryMultiplier());
        assertEquals(0.5, settings.common().retryJitter());
        assertEquals(5, settings.common().breakerFailureThreshold());
        assertEquals(Duration.ofSeconds(60), settings.common().breakerOpenDuration());
        assertEquals(OptionalInt.empty(), settings.common().rateLimitPerMinute());
        assertEquals(64, settings.common().maxConcurrentCalls());
        assertFalse(settings.common().isolated());
        assertEquals(Duration.ofSeconds(60), settings.common().healthTtl());
        assertEquals(Optional.empty(), settings.common().healthInterval());
        assertEquals(
                new Thresholds(10, Duration.ofSeconds(2), 0.1, 0.5),
                settings.common().healthThresholds());
        assertEquals(Duration.ofSeconds(30), settings.common().drainTimeout());
    }

    @Test
    void instancesWithoutCommonSettingsShareThem() {
        assertSame(
                settings(Map.of("url", "a")).common().mapping(),
                settings(Map.of("url", "b")).common().mapping());
    }

    @Test
    void onlyAnInstanceOfTheDefaultTenantCanBeShared() {
        Definition acme = Definition.of(InstanceId.parse("github@acme"), "program", Map.of("shared", "true"));
        assertTrue(settings(Map.of("shared", "true")).shared());
        assertFalse(check.check(acme, schema).settings().orElseThrow().shared());
    }

    @Test
    void fillsAConfigurationAnnotation() {
        Config config = settings(Map.of("token", "$[secret:token]", "labels", "x\\,y, z", "page.size", "20"))
                .as(Config.class);
        assertEquals("none", config.url());
        assertEquals("s3cr3t", config.token());
        assertEquals(20, config.page_size());
        assertArrayEquals(new String[] {"x,y", "z"}, config.labels());
        assertTrue(config.enabled());
    }

    @Test
    void fillsWithTheDefaultsOfTheSchema() {
        Config config = settings(Map.of()).as(Config.class);
        assertEquals(100, config.page_size());
        assertArrayEquals(new String[] {"a", "b"}, config.labels());
    }

    @Test
    void fillsAnInterface() {
        View view =
                settings(Map.of("token", "$[secret:token]", "labels", "one")).as(View.class);
        assertEquals(Secret.of("s3cr3t"), view.token());
        assertEquals(Duration.ofMinutes(5), view.every());
        assertEquals(List.of("one"), view.labels());
    }

    @Test
    void convertsASettingOnceAndHandsOutNoArrayTwice() {
        View view = settings(Map.of("labels", "one")).as(View.class);
        assertSame(view.every(), view.every());
        Config config = settings(Map.of("labels", "one")).as(Config.class);
        config.labels()[0] = "changed";
        assertArrayEquals(new String[] {"one"}, config.labels());
    }

    @Test
    void tellsThatASettingCannotBeConverted() {
        NumberedUrl view = settings(Map.of("url", "http://here")).as(NumberedUrl.class);
        assertThrows(ConversionException.class, view::url);
    }

    @Test
    void looksAtASecretAgainAtEachUse() {
        Settings settings = settings(Map.of("token", "$[secret:token]"));
        vault.put("token", "rotated");
        assertEquals(Optional.of(Secret.of("rotated")), settings.secret("token"));
        vault.clear();
        assertEquals(Optional.of(Secret.of("s3cr3t")), settings.secret("token"), "the last known while it is away");
        assertEquals(Optional.empty(), settings.secret("url"));
    }

    @Test
    void isEqualWhenNothingChanged() {
        Settings first = settings(Map.of("url", "x", "timeout", "5s"));
        Settings second = settings(Map.of("url", "x", "timeout", "5s"));
        assertEquals(first, second);
        assertEquals(first.hashCode(), second.hashCode());
        assertNotEquals(first, settings(Map.of("url", "x", "timeout", "6s")));
    }

    @Test
    void isNotEqualWhenASecretWasRotated() {
        Settings before = settings(Map.of("token", "$[secret:token]"));
        vault.put("token", "rotated");
        Settings after = settings(Map.of("token", "$[secret:token]"));
        assertNotEquals(before, after);
        assertFalse(before.sameObject(after));
    }

    @Test
    void aClearPasswordIsTheOneThatStoodBesideTheOtherSettings() {
        files.values.put("token", "s3cr3t");
        Settings settings = settings(Map.of("url", "good", "token", "$[file:connector.github~europe.cfg#token]"));
        files.values.put("token", "of-another-address");
        assertEquals(Optional.of(Secret.of("s3cr3t")), settings.secret("token"));
        assertFalse(settings.references().haveChangedSince(System.nanoTime()));
    }

    @Test
    void ofATextInItsFileOnlyTheReferencesAreAskedAgain() {
        files.values.put("token", "Bearer $[secret:token]");
        Settings settings = settings(Map.of("url", "good", "token", "$[file:connector.github~europe.cfg#token]"));
        files.values.put("token", "Basic $[secret:other]");
        vault.put("other", "of-another-address");
        assertEquals(Optional.of(Secret.of("Bearer s3cr3t")), settings.secret("token"));
        vault.put("token", "rotated");
        assertEquals(Optional.of(Secret.of("Bearer rotated")), settings.secret("token"));
    }

    @Test
    void whatWasGoodIsCheckedAgainWithItsFileAsItWasAndItsSecretsAsTheyAre() {
        files.values.put("token", "Bearer $[secret:token]");
        Settings good = settings(Map.of("url", "good", "token", "$[file:connector.github~europe.cfg#token]"));
        files.values.put("token", "Basic $[secret:other]");
        vault.putAll(Map.of("token", "rotated", "other", "of-another-address"));
        Settings once =
                check.again(good, schema, ConnectorRules.NONE).settings().orElseThrow();
        Settings twice =
                check.again(once, schema, ConnectorRules.NONE).settings().orElseThrow();
        assertEquals("Bearer rotated", twice.texts().get("token"));
        assertEquals(Optional.of(Secret.of("Bearer rotated")), twice.secret("token"));
    }

    @Test
    void whetherAValueIsReferredToOrWrittenMakesNoDifference() {
        files.values.put("url", "x");
        assertEquals(
                settings(Map.of("url", "x")).texts(),
                settings(Map.of("url", "$[file:connector.github~europe.cfg#url]"))
                        .texts());
    }

    @Test
    void commonSettingsNeedNoNewObject() {
        Settings before = settings(Map.of("url", "x"));
        assertTrue(before.sameObject(settings(Map.of("url", "x", "timeout", "1s", "mapping.a", "b"))));
        assertFalse(before.sameObject(settings(Map.of("url", "y"))));
        assertFalse(before.sameObject(settings(Map.of("url", "x", "page.size", "5"))));
        assertTrue(before.sameObject(settings(Map.of("url", "x", "page.size", "100"))), "the default, written out");
    }

    @Test
    void tellsWhereEachSettingComesFrom() {
        files.lines.putAll(Map.of("url", 2, "token", 3, "mapping.a", 4));
        files.values.put("token", "s3cr3t");
        List<String> origins = settings(Map.of(
                        "url", "https://$[secret:token]@x",
                        "token", "$[file:connector.github~europe.cfg#token]",
                        "mapping.a", "b"))
                .origins()
                .stream()
                .map(each -> each.key() + " = " + each.value() + " (" + each.origin() + ")")
                .toList();
        assertEquals("url = https://$[secret:token]@x (connector.github~europe.cfg line 2)", origins.get(0));
        assertEquals("token = ******** (connector.github~europe.cfg line 3)", origins.get(1));
        assertEquals("page.size = 100 (default)", origins.get(2));
        assertTrue(origins.contains("timeout = 5000ms (environment CONNECTOR_TIMEOUT_MS)"), origins.toString());
        assertEquals("mapping.a = b (connector.github~europe.cfg line 4)", origins.get(origins.size() - 1));
        assertFalse(origins.toString().contains("s3cr3t"));
    }

    @Test
    void showsASecretReferenceAsItIsAndAnUnknownValueMasked() {
        files.values.put("what", "s3cr3t");
        Definition definition = Definition.ofFile(
                ID,
                FILE,
                Map.of("token", "$[secret:token]", "what", "$[file:connector.github~europe.cfg#what]"),
                List.of());
        List<String> shown = check.origins(definition, schema).stream()
                .filter(each -> each.origin().startsWith("connector"))
                .map(each -> each.key() + " = " + each.value())
                .toList();
        assertEquals(List.of("token = $[secret:token]", "what = ********"), shown);
    }

    @Test
    void knowsItsSecretsAndTellsNobody() {
        Settings settings = settings(Map.of("token", "$[secret:token]"));
        assertTrue(settings.secrets().contains(Secret.of("s3cr3t")));
        assertFalse(settings.toString().contains("s3cr3t"));
    }

    private Settings settings(Map<String, Object> values) {
        Checked checked = check.check(Definition.ofFile(ID, FILE, values, List.of()), schema);
        return checked.settings().orElseThrow(() -> new AssertionError(checked.problems()));
    }

    private Resolution resolve(SecretReference reference, String tenant) {
        String value = vault.get(reference.name());
        return value == null ? Resolution.unresolved("not here") : Resolution.of(Secret.of(value));
    }
}
