package dev.patchbay.registry.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Schema;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.redaction.SecretMemory;
import dev.patchbay.registry.secret.Resolution;
import dev.patchbay.registry.secret.SecretReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {
    private static final InstanceId ID = InstanceId.parse("github~europe@acme");
    private static final Path FILE = Path.of("/home/config/connector.github~europe@acme.cfg");

    private final FakeFiles files = new FakeFiles();
    private final Map<String, String> vault = new HashMap<>();
    private final CommonSettings common = CommonSettings.of(Map.of());
    private final SettingsCheck check =
            new SettingsCheck(common, this::resolve, files, ClearSecrets.WARNED_OF, new SecretMemory());
    private final Schema schema = new MetatypeSchema(common)
            .of(
                    "github",
                    List.of(
                            Attribute.builder("url", Type.STRING).required(true).build(),
                            Attribute.builder("token", Type.PASSWORD)
                                    .required(true)
                                    .build(),
                            Attribute.builder("page.size", Type.INTEGER)
                                    .defaults(List.of("100"))
                                    .minimum("1")
                                    .maximum("1000")
                                    .build(),
                            Attribute.builder("mode", Type.STRING)
                                    .options(List.of("fast", "thorough"))
                                    .build(),
                            Attribute.builder("labels", Type.STRING).list(true).build()));

    @Test
    void tellsOfASecretThatStandsWhereNoneBelongsWithoutIt() {
        vault.put("secret:token", "s3cr3t-of-europe");
        Checked checked = check(
                Map.of("url", "https://example.org", "token", "$[secret:token]", "page.size", "s3cr3t-of-europe"));
        assertTrue(
                checked.problems().toString().contains("'page.size' is '[secret]'"),
                checked.problems().toString());
    }

    @Test
    void acceptsWhatIsSound() {
        vault.put("secret:token", "s3cr3t");
        Checked checked = check(Map.of("url", "https://example.org", "token", "$[secret:token]", "timeout", "5s"));
        assertEquals(List.of(), checked.problems());
        assertEquals(List.of(), checked.warnings());
        assertEquals(
                Optional.of("https://example.org"),
                checked.settings().orElseThrow().value("url"));
        assertEquals(0, files.timesRead, "a file is read only to show a line");
    }

    @Test
    void refusesToCallItDegradedOnlyOnceItIsDown() {
        vault.put("secret:token", "s3cr3t");
        files.lines.putAll(Map.of("url", 1, "health.degraded.errors", 3));
        Checked checked =
                check(Map.of("url", "https://a", "token", "$[secret:token]", "health.degraded.errors", "0.6"));
        assertEquals(
                List.of("connector.github~europe@acme.cfg line 3: 'health.degraded.errors' is 0.6 and more than"
                        + " 'health.down.errors', which is 0.5; lower the first or raise the second"),
                texts(checked.problems()));
        assertTrue(checked.settings().isEmpty());
        assertEquals(
                List.of(),
                check(Map.of("url", "https://a", "token", "$[secret:token]", "health.down.errors", "0.1"))
                        .problems());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tenant.max.concurrent.calls  | 9 | max.concurrent.calls  | 8
            tenant.rate.limit.per.minute | 9 | rate.limit.per.minute | 8
            """)
    void refusesAShareThatIsMoreThanThereIs(String share, String some, String total, String all) {
        assertEquals(
                List.of("'" + share + "' is 9 and more than '" + total
                        + "', which is 8; lower the first or raise the second"),
                texts(checkSound(Map.of(share, some, total, all)).problems()));
        assertEquals(
                List.of(),
                checkSound(Map.of(share, some, total, some)).problems(),
                "all there is is no share, but fine");
    }

    @Test
    void halfOfWhatThereIsIsTheShareOfATenant() {
        Settings usual = checkSound(Map.of()).settings().orElseThrow();
        assertEquals(32, usual.common().tenantMaxConcurrentCalls());
        assertTrue(usual.common().tenantRateLimitPerMinute().isEmpty());
        Settings odd = checkSound(Map.of("max.concurrent.calls", "1", "rate.limit.per.minute", "7"))
                .settings()
                .orElseThrow();
        assertEquals(1, odd.common().tenantMaxConcurrentCalls());
        assertEquals(4, odd.common().tenantRateLimitPerMinute().getAsInt());
        Settings own = checkSound(Map.of("tenant.rate.limit.per.minute", "7"))
                .settings()
                .orElseThrow();
        assertEquals(7, own.common().tenantRateLimitPerMinute().getAsInt(), "also where all together have no limit");
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-User", "From", "X_Acting.User", "''"})
    void takesTheNameOfAHeaderForThePrincipal(String name) {
        assertEquals(List.of(), principalHeader(name).problems());
        assertEquals(
                Optional.of(name).filter(each -> !each.isEmpty()),
                principalHeader(name).settings().orElseThrow().common().principalHeader());
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization",
        "host",
        "Cookie",
        "Content-Length",
        "content-type",
        "Transfer-Encoding",
        "Proxy-Authorization",
        "If-None-Match",
        "Accept",
        "User-Agent",
        "X-Correlation-ID",
        "TraceParent",
        "X-Forwarded-For"
    })
    void refusesAHeaderForThePrincipalThatMeansSomethingElse(String name) {
        assertEquals(
                List.of("'principal.header' is '" + name
                        + "', which says something else of a request; write another name, such as X-Forwarded-User"),
                principalHeader(name).problems().stream().map(Problem::message).toList());
    }

    @ParameterizedTest
    @CsvSource({"X User", "X-User:", "Jäne", ":path"})
    void refusesForThePrincipalWhatIsNoNameOfAHeader(String name) {
        assertEquals(
                List.of("'principal.header' is '" + name
                        + "'; write the name of a header, up to 64 letters, digits and -, such as X-Forwarded-User"),
                principalHeader(name).problems().stream().map(Problem::message).toList());
    }

    private Checked principalHeader(String name) {
        vault.put("secret:token", "s3cr3t");
        return check(Map.of("url", "https://a", "token", "$[secret:token]", "principal.header", name));
    }

    @Test
    void refusesThresholdsThatAreNone() {
        vault.put("secret:token", "s3cr3t");
        for (Map.Entry<String, String> wrong : Map.of(
                        "health.interval", "999ms",
                        "health.min.calls", "0",
                        "health.degraded.latency", "0ms",
                        "health.degraded.errors", "-0.1",
                        "health.down.errors", "50")
                .entrySet()) {
            Checked checked =
                    check(Map.of("url", "https://a", "token", "$[secret:token]", wrong.getKey(), wrong.getValue()));
            assertEquals(1, checked.problems().size(), wrong::toString);
        }
    }

    @Test
    void tellsWhichLineMisspellsARequiredKey() {
        files.lines.putAll(Map.of("url", 1, "tokn", 3));
        Checked checked = check(Map.of("url", "x", "tokn", "$[file:connector.github~europe@acme.cfg#tokn]"));
        assertEquals(
                List.of("connector.github~europe@acme.cfg: 'token' is required and missing; set it in "
                        + "connector.github~europe@acme.cfg (line 3 names 'tokn': did you mean 'token'?)"),
                texts(checked.problems()));
        assertTrue(checked.settings().isEmpty());
    }

    @Test
    void tellsOfEveryMappingThatIsWrong() {
        vault.put("secret:token", "s3cr3t-of-europe");
        files.lines.putAll(Map.of("mapping.name", 4, "mapping.push.owner", 6));
        Checked checked = check(Map.of(
                "url",
                "x",
                "token",
                "$[secret:token]",
                "mapping.name",
                "fields..name",
                "mapping.tags",
                new String[] {"a.b"},
                "mapping.none",
                " ",
                "mapping.push.owner",
                "owner",
                "mapping.push.ownerName",
                "owner.name"));
        assertEquals(
                List.of(
                        "connector.github~europe@acme.cfg: 'mapping.tags' is a list, and a mapping has one path; put a path"
                                + " that begins with [ in quotes",
                        "connector.github~europe@acme.cfg line 4: 'mapping.name' lacks a name at character 8",
                        "connector.github~europe@acme.cfg: 'mapping.push.ownerName' leads into 'owner', where"
                                + " 'mapping.push.owner' puts a value; write another path"),
                texts(checked.problems()));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        files.lines.putAll(Map.of("page.siz", 2, "mode", 3, "timeout", 4, "colour", 5, "enabled", 6, "labels", 7));
        Checked checked = check(Map.of(
                "page.siz",
                "5",
                "mode",
                "fst",
                "timeout",
                "half an hour",
                "colour",
                "red",
                "enabled",
                "yes",
                "version",
                "x"));
        assertEquals(
                List.of(
                        "connector.github~europe@acme.cfg line 6: 'enabled' is 'yes'; write true or false",
                        "connector.github~europe@acme.cfg line 3: 'mode' is 'fst'; write one of fast, thorough (did you "
                                + "mean 'fast'?)",
                        "connector.github~europe@acme.cfg line 4: 'timeout' is 'half an hour'; write a duration such as "
                                + "500ms, 30s, 5m or 2h",
                        "connector.github~europe@acme.cfg: 'version' is 'x'; write a range of versions such as [1.2,2)",
                        "connector.github~europe@acme.cfg: 'token' is required and missing; set it in "
                                + "connector.github~europe@acme.cfg",
                        "connector.github~europe@acme.cfg: 'url' is required and missing; set it in "
                                + "connector.github~europe@acme.cfg",
                        "connector.github~europe@acme.cfg line 5: 'colour' is not a setting of github; remove it, or see "
                                + "'schema github' for those there are",
                        "connector.github~europe@acme.cfg line 2: 'page.siz' is not a setting of github; did you mean "
                                + "'page.size'?"),
                texts(checked.problems()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            page.size           | 0       | 'page.size' is '0'; write 1 to 1000
            page.size           | 1001    | 'page.size' is '1001'; write 1 to 1000
            page.size           | many    | 'page.size' is 'many'; write a whole number
            page.size           | 5000000000 | 'page.size' is '5000000000'; write a whole number
            retry.jitter        | 1.5     | 'retry.jitter' is '1.5'; write 0 to 1
            retry.multiplier    | NaN     | 'retry.multiplier' is 'NaN'; write a number such as 0.5
            max.concurrent.calls | 0      | 'max.concurrent.calls' is '0'; write at least 1
            timeout             | 0s      | 'timeout' is '0s'; write 1ms to 365d
            timeout             | 30      | 'timeout' is '30'; write a duration such as 500ms, 30s, 5m or 2h
            """)
    void refusesWhatDoesNotFit(String key, String value, String sentence) {
        assertEquals(List.of(sentence), texts(checkSound(Map.of(key, value)).problems()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "page.size|1",
                "page.size|1000",
                "timeout|PT0.5S",
                "timeout|2h",
                "retry.jitter|1",
                "enabled|FALSE",
                "version|[1.2,2)",
                "version|1.2",
                "page.size|' '",
                "mapping.name|full_name",
                "mapping.push.name|x"
            })
    void acceptsWhatFits(String key, String value) {
        assertEquals(List.of(), texts(checkSound(Map.of(key, value)).problems()));
    }

    @Test
    void saysThatARequiredValueIsEmpty() {
        Map<String, Object> values = new HashMap<>(Map.of("url", "", "token", "x"));
        assertEquals(
                List.of("connector.github~europe@acme.cfg: 'url' is required and empty; set it in "
                        + "connector.github~europe@acme.cfg"),
                texts(check(values).problems()));
    }

    @Test
    void namesAReferenceThatCannotBeResolvedAndPassesNothingOn() {
        Checked checked = check(Map.of("url", "https://$[env:HOST]/", "token", "$[secret:token]"));
        assertEquals(
                List.of(
                        "connector.github~europe@acme.cfg: 'token' refers to '$[secret:token]', which cannot be resolved: "
                                + "not here",
                        "connector.github~europe@acme.cfg: 'url' refers to '$[env:HOST]', which cannot be resolved: "
                                + "not here"),
                texts(checked.problems()));
        assertTrue(checked.settings().isEmpty());
    }

    @Test
    void doesNotShowWhatStandsBehindAReference() {
        vault.put("env:SIZE", "hunter2");
        vault.put("env:MODE", "fats");
        assertEquals(
                List.of("'mode' is behind '$[env:MODE]' something else; write one of fast, thorough"),
                texts(checkSound(Map.of("mode", "$[env:MODE]")).problems()));
        assertEquals(
                List.of("'page.size' is behind '$[env:SIZE]' something else; write a whole number"),
                texts(checkSound(Map.of("page.size", "$[env:SIZE]")).problems()));
    }

    @Test
    void findsAReferenceThatDoesNotEnd() {
        assertEquals(
                List.of("'mode' has a reference that does not end or names nothing; write $[scheme:name]"),
                texts(checkSound(Map.of("mode", "$[secret:x")).problems()).subList(0, 1));
    }

    @Test
    void aFileGivesItsValuesToNoOtherInstance() {
        files.values.put("token", "s3cr3t");
        Checked checked = check(Map.of("url", "x", "token", "$[file:connector.github~other.cfg#token]"));
        assertEquals(
                List.of(
                        "connector.github~europe@acme.cfg: 'token' refers to '$[file:connector.github~other.cfg#token]', "
                                + "which cannot be resolved: a file gives values only to the instance that it defines, and must "
                                + "have them"),
                texts(checked.problems()));
    }

    @Test
    void refusesAPasswordInClearWhereOnlyReferencesMayStand() {
        files.lines.put("token", 2);
        files.values.put("token", "s3cr3t");
        SettingsCheck strict =
                new SettingsCheck(common, this::resolve, files, ClearSecrets.REFUSED, new SecretMemory());
        Definition inFile = Definition.ofFile(
                ID, FILE, Map.of("url", "x", "token", "$[file:connector.github~europe@acme.cfg#token]"), List.of());
        Definition inDotEnv = Definition.ofFile(ID, FILE, Map.of("url", "x"), List.of())
                .under(Map.of("token", new Overlay("s3cr3t", ".env", ".env line 7")));
        Definition inEnvironment = Definition.ofFile(ID, FILE, Map.of("url", "x"), List.of())
                .under(Map.of("token", new Overlay("s3cr3t", "environment", "environment X")));
        assertEquals(
                List.of("connector.github~europe@acme.cfg line 2: 'token' stands in clear in "
                        + "connector.github~europe@acme.cfg, which secrets.policy=references-only refuses; put it into a "
                        + "file in secrets/ and write $[secret:NAME]"),
                texts(strict.check(inFile, schema).problems()));
        assertEquals(
                List.of(
                        "'token' (.env line 7) stands in clear in .env, which secrets.policy=references-only refuses; put "
                                + "it into a file in secrets/ and write $[secret:NAME]"),
                texts(strict.check(inDotEnv, schema).problems()));
        assertEquals(List.of(), strict.check(inEnvironment, schema).problems());
    }

    @Test
    void warnsOfAPasswordInClearAndBlocksNothing() {
        files.lines.put("token", 2);
        files.values.put("token", "s3cr3t");
        Checked checked = check(Map.of("url", "x", "token", "$[file:connector.github~europe@acme.cfg#token]"));
        assertEquals(List.of(), checked.problems());
        assertEquals(
                List.of("connector.github~europe@acme.cfg line 2: 'token' stands in clear in "
                        + "connector.github~europe@acme.cfg; put it into a file in secrets/ and write $[secret:NAME]"),
                texts(checked.warnings()));
        assertEquals(
                Optional.of(Secret.of("s3cr3t")),
                checked.settings().orElseThrow().value("token"));
    }

    @Test
    void warnsOfASubstitutionThatDoesNotHappen() {
        Checked checked = checkSound(Map.of("labels", "${env:X}"));
        assertEquals(
                List.of(
                        "'labels' has '${env:', which is taken as it stands; write $[env:NAME] for an environment variable"),
                texts(checked.warnings()));
        assertEquals(
                Optional.of(List.of("${env:X}")),
                checked.settings().orElseThrow().value("labels"));
    }

    @Test
    void whatIsWrongWithTheFileComesFirst() {
        Problem problem = Problem.of("has no '='").at("connector.github~europe@acme.cfg", 4);
        Definition definition = Definition.ofFile(ID, FILE, Map.of("url", "x"), List.of(problem));
        Checked checked = check.check(definition, schema);
        assertEquals(
                "connector.github~europe@acme.cfg line 4: has no '='",
                texts(checked.problems()).get(0));
        assertEquals(2, checked.problems().size());
    }

    @Test
    void anOpenSchemaTakesEveryKey() {
        Schema open = new MetatypeSchema(common).of("github", List.of()).open();
        Checked checked = check.check(Definition.of(ID, "program", Map.of("what.ever", "x")), open);
        assertEquals(Optional.of("x"), checked.settings().orElseThrow().value("what.ever"));
        assertEquals(
                Optional.of(Secret.of("x")), checked.settings().orElseThrow().secret("what.ever"));
    }

    @Test
    void eachPasswordOfAListIsASecret() {
        vault.put("secret:second", "s3cr3t-2");
        files.values.put("keys", "s3cr3t-1, $[secret:second]");
        SecretMemory memory = new SecretMemory();
        Schema listing = new MetatypeSchema(common)
                .of(
                        "github",
                        List.of(Attribute.builder("keys", Type.PASSWORD)
                                .list(true)
                                .build()));
        new SettingsCheck(common, this::resolve, files, ClearSecrets.WARNED_OF, memory)
                .check(
                        Definition.ofFile(
                                ID, FILE, Map.of("keys", "$[file:connector.github~europe@acme.cfg#keys]"), List.of()),
                        listing);
        assertEquals("got [secret]; and [secret].", memory.redact("got s3cr3t-1; and s3cr3t-2.", ID));
    }

    @Test
    void aProgramMayNotHandOverPasswordsInClear() {
        assertEquals(
                List.of(
                        "'token' is a secret and may not stand in a configuration; put it into a file in secrets/ and write "
                                + "$[secret:NAME]"),
                texts(check.clearPasswords(Map.of("token", "s3cr3t", "url", "x"), schema)));
        assertFalse(
                check.clearPasswords(Map.of("token", "a$[secret:x]"), schema).isEmpty());
        assertEquals(List.of(), check.clearPasswords(Map.of("token", "$[secret:x]"), schema));
    }

    /** With what is required, from a program, so that the sentences bear no file. */
    private Checked checkSound(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(Map.of("url", "x", "token", "y"));
        all.putAll(values);
        return check.check(Definition.of(ID, "program", all), schema);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            example.org                | 'address' is 'example.org', which is no complete address; write one such as \
            https://api.example.com
            ftp://example.org          | 'address' is 'ftp://example.org', which begins with ftp:, which is not understood \
            here; write one such as https://api.example.com
            https:///path              | 'address' is 'https:///path', which names no host that can be asked; write one \
            such as https://api.example.com
            https://a.org/x y          | 'address' is 'https://a.org/x y', which is no address from character 16 on (Illegal \
            character in path); write one such as https://api.example.com
            https://x_y_z:abc/         | 'address' is 'https://x_y_z:abc/', which names no host that can be asked; write \
            one such as https://api.example.com
            https://me:hunter22@x.org  | 'address' holds a password, which everybody would see there; write it into 'token' \
            instead
            """)
    void refusesAddressesThatLeadNowhere(String text, String expected) {
        Schema addressed = with(Attribute.builder("address", Type.URL)
                .schemes(List.of("http", "https"))
                .build());
        assertEquals(List.of(expected), messages(check(Map.of("address", text), addressed)));
    }

    @Test
    void anAddressMayReferToThePasswordInIt() {
        vault.put("secret:pw", "hunter22");
        Schema addressed = with(Attribute.builder("address", Type.URL).build());
        assertEquals(List.of(), messages(check(Map.of("address", "amqp://me:$[secret:pw]@host/queue"), addressed)));
    }

    @Test
    void neverShowsThePasswordInAnAddress() {
        Definition definition = Definition.of(ID, "program", Map.of("url", "https://me:hunter22@x.org"));
        assertFalse(check.origins(definition, schema).toString().contains("hunter22"));
        assertTrue(check.check(definition, schema).problems().toString().contains("holds a password"));
        assertFalse(check.check(definition, schema).problems().toString().contains("hunter22"));
    }

    @Test
    void aPatternTellsInWordsWhatItTakes() {
        Schema patterned = with(
                Attribute.builder("project", Type.STRING)
                        .list(true)
                        .pattern("[A-Z]{2,10}", "keys such as ABC")
                        .build(),
                Attribute.builder("plain", Type.STRING).pattern("a+", "").build());
        assertEquals(
                List.of("'plain' is 'b'; write what matches a+", "'project' is 'abc'; write keys such as ABC"),
                messages(check(Map.of("project", "ABC, abc", "plain", "b"), patterned)));
    }

    private Schema with(Attribute... own) {
        List<Attribute> all = new ArrayList<>(List.of(own));
        all.add(Attribute.builder("token", Type.PASSWORD).build());
        return new MetatypeSchema(common).of("github", all);
    }

    private Checked check(Map<String, Object> values, Schema other) {
        return check.check(Definition.of(ID, "program", values), other);
    }

    private static List<String> messages(Checked checked) {
        return checked.problems().stream().map(Problem::message).toList();
    }

    private Checked check(Map<String, Object> values) {
        return check.check(Definition.ofFile(ID, FILE, values, List.of()), schema);
    }

    private Resolution resolve(SecretReference reference, String tenant) {
        String value = vault.get(reference.scheme() + ":" + reference.name());
        return value == null ? Resolution.unresolved("not here") : Resolution.of(Secret.of(value));
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }
}
