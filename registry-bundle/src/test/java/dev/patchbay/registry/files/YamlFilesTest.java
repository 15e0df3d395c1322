package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Problem;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.config.Checked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** YAML files and the instances that they own, beside files of other formats. */
class YamlFilesTest {

    @TempDir
    Path home;

    private InstallerFixture fixture;

    @BeforeEach
    void open() {
        fixture = new InstallerFixture(home);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aFileMakesItsInstancesAndTakesThemAway() throws IOException {
        Path file = fixture.install("all.yaml", "connectors: {github: {one: {url: x}, two: {url: y}}}\n");
        assertEquals(List.of("github~one", "github~two"), fixture.ids());
        assertEquals(Map.of("url", "y"), fixture.values("github~two"));
        assertEquals("all.yaml", fixture.definition("github~two").orElseThrow().source());

        fixture.install("all.yaml", "connectors: {github: {two: {url: y}, three: {url: z}}}\n");
        assertEquals(List.of("github~three", "github~two"), fixture.ids());

        fixture.delete(file);
        assertEquals(List.of(), fixture.ids());
    }

    @Test
    void onlyInstancesWhoseValuesChangedAreTouched() throws IOException {
        fixture.install(
                "all.yaml",
                "templates: {t: {url: shared}}\n"
                        + "connectors: {github: {one: {extends: t, token: a}, two: {extends: t, timeout: 1s}, three: {url: x}}}\n");
        Map<String, Long> before = changes();
        fixture.install(
                "all.yaml",
                "# moved, and only 'two' differs\n\ntemplates: {t: {url: shared}}\n"
                        + "connectors:\n  github: {three: {url: x}, two: {extends: t, timeout: 2s}, one: {token: a, extends: t}}\n");
        Map<String, Long> after = changes();
        assertEquals(before.get("github~one"), after.get("github~one"));
        assertEquals(before.get("github~three"), after.get("github~three"));
        assertEquals(before.get("github~two") + 1, after.get("github~two"));
    }

    @Test
    void afterARestartAnUnchangedFileChangesNothing() throws IOException {
        String text = "connectors: {github: {one: {url: \"${REGION}\", token: s3cr3t}, two: {url: y, tokn: [a, b]}}}\n";
        fixture.install("all.yaml", text);
        fixture.close();

        fixture = new InstallerFixture(home);
        Map<String, Long> before = changes();
        assertEquals(
                Optional.of(Secret.of("s3cr3t")),
                fixture.check("github~one").settings().orElseThrow().secret("token"));
        fixture.install("all.yaml", text);
        assertEquals(before, changes());
    }

    @Test
    void whatVanishedFromAFileWhileNothingRanGoes() throws IOException {
        fixture.install("all.yaml", "connectors: {github: {one: {url: x}, two: {url: y}}}\n");
        fixture.install("other.yaml", "connectors: {github: {three: {url: x}}}\n");
        fixture.close();
        fixture.write("all.yaml", "connectors: {github: {two: {url: y}}}\n");
        Files.delete(fixture.config.resolve("other.yaml"));

        fixture = new InstallerFixture(home);
        fixture.installer.changed(fixture.config.resolve("all.yaml"));
        assertEquals(List.of("github~two"), fixture.ids());
    }

    @Test
    void aFileThatIsBrokenChangesNothingThatWasThere() throws IOException {
        fixture.install("all.yaml", "connectors: {github: {one: {url: x}, two: {url: y}}}\n");
        Map<String, Long> before = changes();
        for (String broken : List.of("connectors: {github: {", "", "\t", "- x\n", "conectors: {}\n")) {
            fixture.install("all.yaml", broken);
            assertEquals(before, changes(), broken);
            assertEquals(1, fixture.problems.problems("all.yaml").size(), broken);
        }
        fixture.install("all.yaml", "connectors: {github: {one: {url: x}}}\n");
        assertEquals(List.of("github~one"), fixture.ids());
        assertEquals(List.of(), fixture.fileProblems());
    }

    @Test
    void onePartThatIsBrokenHoldsUpNoOther() throws IOException {
        fixture.install("all.yaml", "connectors: {github: {one: {url: x}, two: {url: y}}}\n");
        fixture.install("all.yaml", "connectors: {github: {one: {url: x2}, Two: {url: y}, three: {url: z, a:}}}\n");
        assertEquals(List.of("github~one", "github~three", "github~two"), fixture.ids());
        assertEquals(Map.of("url", "x2"), fixture.values("github~one"));
        assertEquals(
                List.of("all.yaml line 1 column 39: has a name that cannot be named so; use a-z, 0-9 and '-'"),
                fixture.fileProblems());
        assertEquals(
                List.of("all.yaml line 1 column 70: 'a' has no value; give it one, write \"\" for an empty text, or "
                        + "remove it"),
                fixture.check("github~three").problems().stream()
                        .map(Problem::toString)
                        .toList());
    }

    @Test
    void whatTheSchemaHasAgainstASettingIsToldWithLineAndColumn() throws IOException {
        fixture.install("all.yaml", """
                connectors:
                  github:
                    one:
                      urll: x
                      timeout: soon
                """);
        assertEquals(
                List.of(
                        "all.yaml line 5 column 7: 'timeout' is 'soon'; write a duration such as 500ms, 30s, 5m or 2h",
                        "all.yaml line 3 column 5: 'url' is required and missing; set it in all.yaml (line 4 names 'urll': "
                                + "did you mean 'url'?)"),
                fixture.check("github~one").problems().stream()
                        .map(Problem::toString)
                        .toList());
    }

    @Test
    void whatMayBeASecretStaysInItsFileAndItsBlock() throws IOException {
        fixture.install(
                "all.yaml", "connectors: {github: {one: {url: x, token: s3cr3t}, two: {url: x, token: 0ther}}}\n");
        assertEquals(Map.of("url", "x", "token", "$[file:all.yaml#token]"), fixture.values("github~one"));
        assertEquals(
                Optional.of(Secret.of("s3cr3t")),
                fixture.check("github~one").settings().orElseThrow().secret("token"));
        assertEquals(
                Optional.of(Secret.of("0ther")),
                fixture.check("github~two").settings().orElseThrow().secret("token"));
        assertFalse(storedTexts().contains("s3cr3t"));
        assertTrue(storedTexts().contains("$[file"), "the test looks where configurations are stored");

        fixture.install("c.yaml", "connectors: {github: {three: {url: x, token: \"$[file:all.yaml#token]\"}}}\n");
        assertEquals(1, fixture.check("github~three").problems().size());
    }

    @Test
    void theEnvironmentMayNotFillAPassword() throws IOException {
        fixture.install("all.yaml", """
                variables: {TOKEN: "${CRM_TOKEN}"}
                connectors:
                  github:
                    direct: {url: "${REGION}", token: "${CRM_TOKEN}"}
                    through: {url: x, token: "a${TOKEN}"}
                    name: {url: x, token: "$[env:${REGION}_TOKEN]"}
                """);
        assertEquals(
                List.of("all.yaml line 4 column 32: 'token' is a secret, which '${CRM_TOKEN}' may not fill; write "
                        + "$[env:CRM_TOKEN] in its place"),
                fixture.check("github~direct").problems().stream()
                        .map(Problem::toString)
                        .toList());
        assertEquals(1, fixture.check("github~through").problems().size());
        assertTrue(fixture.check("github~name").problems().get(0).message().contains("$[env:eu_TOKEN]"));
        assertFalse(storedTexts().contains("s3cr3t"));
    }

    @Test
    void warnsOfAClearPassword() throws IOException {
        fixture.install("all.yaml", "connectors:\n  github:\n    one:\n      url: x\n      token: s3cr3t\n");
        Checked checked = fixture.check("github~one");
        assertTrue(checked.settings().isPresent());
        assertEquals(
                List.of(
                        "all.yaml line 5 column 7: 'token' stands in clear in all.yaml; put it into a file in secrets/ and "
                                + "write $[secret:NAME]"),
                checked.warnings().stream().map(Problem::toString).toList());
    }

    @Test
    void ofTwoFilesThatDefineAnInstanceTheFirstKeepsItUntilItGivesItUp() throws IOException {
        fixture.install("a.yaml", "connectors: {github: {one: {url: a}, two: {url: a}}}\n");
        fixture.install("b.yaml", "connectors: {github: {one: {url: b}, three: {url: b}}}\n");
        assertEquals(Map.of("url", "a"), fixture.values("github~one"));
        assertEquals(Map.of("url", "b"), fixture.values("github~three"));
        assertEquals(
                List.of(
                        "b.yaml line 1 column 23: 'b.yaml' and 'a.yaml' both define 'github~one', and 'a.yaml' was first; "
                                + "take it out of one of them"),
                fixture.fileProblems());

        fixture.install("b.yaml", "connectors: {github: {one: {url: b2}, three: {url: b}}}\n");
        assertEquals(Map.of("url", "a"), fixture.values("github~one"));

        fixture.install("a.yaml", "connectors: {github: {two: {url: a}}}\n");
        assertEquals(Map.of("url", "b2"), fixture.values("github~one"));
        assertEquals("b.yaml", fixture.definition("github~one").orElseThrow().source());
        assertEquals(List.of(), fixture.fileProblems());
    }

    @Test
    void aRivalThatGivesUpIsNotToldOfAnyMore() throws IOException {
        fixture.install("a.yaml", "connectors: {github: {one: {url: a}}}\n");
        Path second = fixture.install("b.yaml", "connectors: {github: {one: {url: b}}}\n");
        fixture.install("b.yaml", "connectors: {github: {}}\n");
        assertEquals(List.of(), fixture.fileProblems());
        fixture.install("b.yaml", "connectors: {github: {one: {url: b}}}\n");
        assertEquals(1, fixture.fileProblems().size());
        fixture.delete(second);
        assertEquals(List.of(), fixture.fileProblems());
        assertEquals(Map.of("url", "a"), fixture.values("github~one"));
    }

    @Test
    void filesOfDifferentFormatsQuarrelInBothOrders() throws IOException {
        Path cfg = fixture.install("connector.github~one.cfg", "url=cfg\n");
        Path yaml = fixture.install("a.yaml", "connectors: {github: {one: {url: yaml}, two: {url: yaml}}}\n");
        assertEquals(Map.of("url", "cfg"), fixture.values("github~one"));
        assertEquals(
                List.of(
                        "a.yaml line 1 column 23: 'a.yaml' and 'connector.github~one.cfg' both define 'github~one', and "
                                + "'connector.github~one.cfg' was first; take it out of one of them"),
                fixture.fileProblems());
        fixture.delete(cfg);
        assertEquals(Map.of("url", "yaml"), fixture.values("github~one"));
        assertEquals(List.of(), fixture.fileProblems());

        fixture.install("connector.github~one.cfg", "url=cfg\n");
        assertEquals(Map.of("url", "yaml"), fixture.values("github~one"));
        assertEquals(
                List.of(
                        "connector.github~one.cfg: 'connector.github~one.cfg' and 'a.yaml' both define 'github~one', and "
                                + "'a.yaml' was first; delete one of them"),
                fixture.fileProblems());
        fixture.delete(yaml);
        assertEquals(List.of("github~one"), fixture.ids());
        assertEquals(Map.of("url", "cfg"), fixture.values("github~one"));
        assertEquals(List.of(), fixture.fileProblems());
    }

    @Test
    void aFileInTheWrongFolderIsReported() throws IOException {
        Path file = Files.writeString(home.toRealPath().resolve("deploy/all.yaml"), "connectors: {github: {x: {}}}\n");
        fixture.installer.changed(file);
        assertEquals(List.of(), fixture.ids());
        assertEquals(
                List.of("all.yaml: lies in 'deploy', where configurations are not read; move it to 'config'"),
                fixture.fileProblems());
    }

    @Test
    void takesWhatLiesInConfigOrByMistakeInDeployAndNoSecrets() throws IOException {
        assertTrue(fixture.installer.takes(fixture.config.resolve("all.yaml")));
        assertTrue(
                fixture.installer.takes(fixture.config.resolveSibling("deploy").resolve("all.yaml")));
        assertFalse(
                fixture.installer.takes(fixture.config.resolveSibling("secrets").resolve("kubeconfig.yaml")));
        assertFalse(fixture.installer.takes(fixture.config.resolve("all.json")));
    }

    @Test
    void anAddressWithAPasswordStaysInItsFile() throws IOException {
        fixture.install("all.yaml", "connectors: {github: {one: {url: 'https://me:s3cr3t@host'}}}\n");
        assertEquals(Map.of("url", "$[file:all.yaml#url]"), fixture.values("github~one"));
        assertFalse(storedTexts().contains("s3cr3t"));
    }

    @Test
    void aCopyOfAFileIsToldOfEachInstanceItWouldDefine() throws IOException {
        StringBuilder text = new StringBuilder("connectors:\n  github:\n");
        for (int i = 0; i < 50; i++) {
            text.append("    i").append(i).append(": {url: x}\n");
        }
        fixture.install("a.yaml", text.toString());
        Path copy = fixture.install("b.yaml", text.toString());
        assertEquals(50, fixture.problems.problems("b.yaml").size());
        fixture.delete(copy);
        assertEquals(List.of(), fixture.fileProblems());
        assertEquals(50, fixture.ids().size());
    }

    @Test
    void aVariableThatChangedIsFilledInAnew() throws IOException {
        fixture.install("all.yaml", "connectors: {github: {one: {url: \"${REGION}\"}, two: {url: x}}}\n");
        Map<String, Long> before = changes();
        fixture.environment.put("REGION", "us");
        fixture.installer.variablesChanged(Set.of("REGION"));
        assertEquals(Map.of("url", "us"), fixture.values("github~one"));
        assertEquals(before.get("github~two"), changes().get("github~two"));
    }

    /** How often the configuration of each instance was written. */
    private Map<String, Long> changes() throws IOException {
        Map<String, Long> changes = new HashMap<>();
        for (String id : fixture.ids()) {
            changes.put(
                    id,
                    fixture.framework
                            .configurationAdmin()
                            .getConfiguration("connector." + id, "?")
                            .getChangeCount());
        }
        return changes;
    }

    private String storedTexts() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            StringBuilder texts = new StringBuilder();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".config")).toList()) {
                texts.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\\", ""));
            }
            return texts.toString();
        }
    }
}
