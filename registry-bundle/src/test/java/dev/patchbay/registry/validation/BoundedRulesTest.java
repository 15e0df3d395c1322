package dev.patchbay.registry.validation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Schema;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.config.Checked;
import dev.patchbay.registry.config.ClearSecrets;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.MetatypeSchema;
import dev.patchbay.registry.config.Position;
import dev.patchbay.registry.config.SettingsCheck;
import dev.patchbay.registry.config.SourceFiles;
import dev.patchbay.registry.secret.Resolution;
import dev.patchbay.spi.ConnectorSettings;
import dev.patchbay.spi.SettingsValidator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedRulesTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger released = new AtomicInteger();
    private final CommonSettings common = CommonSettings.of(Map.of());
    private final SettingsCheck check = new SettingsCheck(
            common,
            (reference, tenant) -> Resolution.of(Secret.of("hunter22-secret")),
            new NoFiles(),
            ClearSecrets.WARNED_OF);
    private final Schema schema = new MetatypeSchema(common)
            .of(
                    "erp",
                    List.of(
                            Attribute.builder("user", Type.STRING).build(),
                            Attribute.builder("password", Type.PASSWORD).build(),
                            Attribute.builder("page.size", Type.INTEGER)
                                    .defaults(List.of("10"))
                                    .build()));

    interface Erp {
        String user();

        String password();

        int page_size();
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void whatTheValidatorFindsMakesTheSettingsUnusable() {
        BoundedRules rules = rules(
                settings ->
                        List.of(Problem.ofKey("user", "'user' goes with 'password'"), Problem.of("and something else")),
                PATIENT);
        Checked checked = check(rules, "erp", Map.of("user", "me"));
        assertTrue(checked.settings().isEmpty());
        assertEquals(
                "[erp.cfg line 7: 'user' goes with 'password', erp.cfg: and something else]",
                checked.problems().toString());
        assertEquals(1, released.get(), "the service is given back");
    }

    @Test
    void theValidatorSeesSettingsButNoPassword() {
        AtomicReference<String> seen = new AtomicReference<>();
        BoundedRules rules = rules(
                settings -> {
                    Erp erp = settings.config(Erp.class);
                    seen.set(erp.user() + "/" + erp.password() + "/" + erp.page_size() + "/"
                            + settings.isSet("page.size") + "/" + settings.isSet("password") + "/" + settings.id());
                    return List.of();
                },
                PATIENT);
        check(rules, "erp~a", Map.of("user", "me", "password", "$[test:x]"));
        assertEquals("me/********/10/false/true/erp~a", seen.get());
    }

    @Test
    void secretsThatAValidatorRepeatsAreTakenOut() {
        BoundedRules rules =
                rules(settings -> List.of(Problem.of(settings.config(Erp.class).user() + " is no user")), PATIENT);
        Checked checked = check(rules, "erp", Map.of("user", "x-$[test:x]"));
        assertEquals("[erp.cfg: x-[secret] is no user]", checked.problems().toString());
    }

    @Test
    void isAskedAgainOnlyWhenValuesHaveChanged() {
        BoundedRules rules = rules(settings -> List.of(), PATIENT);
        check(rules, "erp", Map.of("user", "a"));
        check(rules, "erp", Map.of("user", "a"));
        assertEquals(1, asked.get());
        check(rules, "erp", Map.of("user", "b"));
        check(rules, "erp~other", Map.of("user", "b"));
        assertEquals(3, asked.get());
        rules.forget(InstanceId.parse("erp"));
        check(rules, "erp", Map.of("user", "b"));
        assertEquals(4, asked.get());
    }

    @Test
    void isNotAskedAboutSettingsThatAreUnsoundAnyway() {
        check(rules(settings -> List.of(), PATIENT), "erp", Map.of("page.size", "many"));
        assertEquals(0, asked.get());
    }

    @Test
    void oneThatFailsIsAWarningWithoutItsWords() {
        Checked checked = check(
                rules(
                        settings -> {
                            throw new IllegalStateException("hunter22-secret");
                        },
                        PATIENT),
                "erp",
                Map.of());
        assertTrue(checked.settings().isPresent());
        assertTrue(checked.warnings().toString().contains("failed with java.lang.IllegalStateException"));
        assertFalse(checked.warnings().toString().contains("hunter22"));
    }

    @Test
    void oneThatReturnsNullIsAWarning() {
        Checked checked = check(rules(settings -> null, PATIENT), "erp", Map.of());
        assertTrue(checked.settings().isPresent());
        assertTrue(checked.warnings().toString().contains("returned null"));
    }

    @Test
    void oneThatHangsHoldsUpOneInstanceOnceAndIsAskedAgainWhenItIsBack() {
        CountDownLatch leave = new CountDownLatch(1);
        BoundedRules rules = rules(
                settings -> {
                    awaitStubbornly(leave);
                    return List.of(Problem.of("too late"));
                },
                Duration.ofMillis(50));

        assertTrue(check(rules, "erp", Map.of()).warnings().toString().contains("no answer within 50 ms"));
        Checked other = check(rules, "erp~other", Map.of());
        assertTrue(other.settings().isPresent());
        assertTrue(other.warnings().toString().contains("has not come back"), other.toString());
        assertEquals(1, asked.get());

        leave.countDown();
        await().untilAsserted(() ->
                assertEquals(1, check(rules, "erp", Map.of()).problems().size()));
    }

    private BoundedRules rules(SettingsValidator validator, Duration limit) {
        SettingsValidator counting = (ConnectorSettings settings) -> {
            asked.incrementAndGet();
            return validator.validate(settings);
        };
        return new BoundedRules(
                "erp 1.0.0", () -> new ValidatorSource.Hold(counting, null, released::incrementAndGet), threads, limit);
    }

    private Checked check(BoundedRules rules, String id, Map<String, Object> values) {
        return check.check(
                Definition.ofFile(InstanceId.parse(id), Path.of("/home/config/erp.cfg"), values, List.of()),
                schema,
                rules);
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                // That is what is tested.
            }
        }
    }

    private static final class NoFiles implements SourceFiles {
        @Override
        public Map<String, Position> positions(Path file, InstanceId id) {
            return Map.of("user", Position.ofLine(7));
        }

        @Override
        public Optional<String> value(Path file, InstanceId id, String key) {
            return Optional.empty();
        }
    }
}
