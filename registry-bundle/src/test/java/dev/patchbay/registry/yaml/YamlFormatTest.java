package dev.patchbay.registry.yaml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Position;
import dev.patchbay.registry.format.FileContent;
import dev.patchbay.registry.format.InstanceBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFormatTest {
    private final YamlFormat format = new YamlFormat(name -> Optional.ofNullable(
            Map.of("REGION", "eu", "EMPTY", "", "RAW", "${REGION}").get(name)));

    @Test
    void readsEverySectionOfAFile() {
        FileContent content = read("""
                # yaml-language-server: $schema=patchbay.json
                $schema: patchbay.json
                variables: {BASE: "https://${REGION}.example.com"}
                templates:
                  polite: {timeout: 10s, retry: {max: {attempts: 5}}}
                  crm: {extends: polite, url: "${BASE}/${TENANT}", token: "$[secret:crm-token]"}
                connectors:
                  jira: {europe: {url: "https://jira", extends: [polite]}}
                tenants:
                  acme: {connectors: {salesforce: {crm: {extends: crm, timeout: 20s}}}}
                """);
        assertEquals(List.of(), problems(content));
        assertEquals(
                Map.of("url", "https://jira", "timeout", "10s", "retry.max.attempts", "5"),
                values(content, "jira~europe"));
        assertEquals(
                Map.of(
                        "url", "https://eu.example.com/acme",
                        "token", "$[secret:crm-token]",
                        "timeout", "20s",
                        "retry.max.attempts", "5"),
                values(content, "salesforce~crm@acme"));
    }

    @Test
    void tellsWhereEachSettingStandsWhichMayBeInATemplate() {
        InstanceBlock block = block(read("""
                        templates:
                          polite:
                            retry:
                              delay: 1s
                        connectors:
                          jira:
                            europe:
                              extends: polite
                              url: x
                        """), "jira~europe");
        assertEquals(
                Map.of("", new Position(7, 5), "url", new Position(9, 7), "retry.delay", new Position(4, 7)),
                block.positions());
    }

    @Test
    void keepsValuesAsTheyWereWritten() {
        Map<String, Object> values = values(read("""
                        connectors:
                          a:
                            b:
                              version: 1.10
                              octal: 0777
                              yes: yes
                              quoted: 'it''s null: "~"'
                              empty: ""
                              text: "null"
                              long: |
                                one
                                two
                              folded: >-
                                one
                                two
                              greek: "\\u03b1\\t東京"
                        """), "a~b");
        assertEquals("1.10", values.get("version"));
        assertEquals("0777", values.get("octal"));
        assertEquals("yes", values.get("yes"));
        assertEquals("it's null: \"~\"", values.get("quoted"));
        assertEquals("", values.get("empty"));
        assertEquals("null", values.get("text"));
        assertEquals("one\ntwo\n", values.get("long"));
        assertEquals("one two", values.get("folded"));
        assertEquals("α\t東京", values.get("greek"));
    }

    @Test
    void listsStayLists() {
        Map<String, Object> values =
                values(read("connectors: {a: {b: {tables: [x, 'y,z', \"${REGION}\"], none: []}}}"), "a~b");
        assertArrayEquals(new String[] {"x", "y,z", "eu"}, (String[]) values.get("tables"));
        assertEquals("", values.get("none"));
    }

    @Test
    void oneTemplateGivesManyTenantsTheSameInstanceWithDifferentKeys() {
        FileContent content = read("""
                templates:
                  crm: {url: "https://${TENANT}.example.com/${TYPE}/${NAME}", timeout: 5s}
                connectors:
                  salesforce:
                    crm:
                      extends: crm
                      tenants:
                        acme: {}
                        globex: {timeout: 9s}
                  jira:
                    desk:
                      url: "${TENANT}"
                      tenants: [acme, initech]
                """);
        assertEquals(List.of(), problems(content));
        assertEquals(
                List.of("salesforce~crm@acme", "salesforce~crm@globex", "jira~desk@acme", "jira~desk@initech"),
                content.blocks().stream().map(each -> each.id().toString()).toList());
        assertEquals(
                Map.of("url", "https://acme.example.com/salesforce/crm", "timeout", "5s"),
                values(content, "salesforce~crm@acme"));
        assertEquals(
                Map.of("url", "https://globex.example.com/salesforce/crm", "timeout", "9s"),
                values(content, "salesforce~crm@globex"));
        assertEquals(Map.of("url", "initech"), values(content, "jira~desk@initech"));
    }

    @Test
    void aTenantsVariablesLieOverThoseOfTheFile() {
        FileContent content = read("""
                variables: {SITE: main, URL: "https://${SITE}"}
                templates: {site: {url: "${URL}"}}
                tenants:
                  acme: {variables: {SITE: acme1}, connectors: {a: {b: {extends: site}}}}
                  globex: {connectors: {a: {b: {extends: site}}}}
                """);
        assertEquals(Map.of("url", "https://acme1"), values(content, "a~b@acme"));
        assertEquals(Map.of("url", "https://main"), values(content, "a~b@globex"));
    }

    @Test
    void laterTemplatesCountMoreAndOwnKeysMost() {
        FileContent content = read("""
                templates:
                  base: {a: base, b: base, c: base, d: base}
                  first: {extends: base, b: first, c: first}
                  second: {b: second}
                connectors: {x: {y: {d: own, extends: [first, second]}}}
                """);
        assertEquals(Map.of("a", "base", "b", "second", "c", "first", "d", "own"), values(content, "x~y"));
    }

    @Test
    void fillsVariablesWithDefaultsAndEscapes() {
        Map<String, Object> values = values(read("""
                        connectors:
                          a:
                            b:
                              set: "${REGION:-other}"
                              unset: "${NO_SUCH:-http://${REGION}/}"
                              empty: "[${EMPTY:-instead}]"
                              without: "[${EMPTY}]"
                              nothing: "[${NO_SUCH:-}]"
                              escaped: "$${REGION} $REGION $[env:X] $"
                              raw: "${RAW}"
                        """), "a~b");
        assertEquals("eu", values.get("set"));
        assertEquals("http://eu/", values.get("unset"));
        assertEquals("[instead]", values.get("empty"));
        assertEquals("[]", values.get("without"));
        assertEquals("[]", values.get("nothing"));
        assertEquals("${REGION} $REGION $[env:X] $", values.get("escaped"));
        assertEquals("${REGION}", values.get("raw"), "what the environment says is taken as it is");
    }

    @Test
    void remembersWhichValuesTheEnvironmentFilled() {
        InstanceBlock block = block(read("""
                        variables: {INNER: "<${REGION}>", PLAIN: x}
                        connectors: {a: {b: {direct: "${REGION}", through: "${INNER}", plain: "${PLAIN}", none: "y"}}}
                        """), "a~b");
        assertEquals(Map.of("direct", "REGION", "through", "REGION"), block.filled());
    }

    @Test
    void anchorsAliasesAndMergeKeysWork() {
        FileContent content = read("""
                templates:
                  shared: &shared {timeout: 1s, url: shared}
                  other: &other {timeout: 2s, retry.delay: 3s}
                connectors:
                  a:
                    one: {<<: *shared, url: own}
                    two: {<<: [*other, *shared]}
                    three: *shared
                    four: {tables: &list [x], views: *list}
                """);
        assertEquals(List.of(), problems(content));
        assertEquals(Map.of("timeout", "1s", "url", "own"), values(content, "a~one"));
        assertEquals(Map.of("timeout", "2s", "url", "shared", "retry.delay", "3s"), values(content, "a~two"));
        assertEquals(Map.of("timeout", "1s", "url", "shared"), values(content, "a~three"));
        assertArrayEquals(
                new String[] {"x"}, (String[]) values(content, "a~four").get("views"));
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkMeanNothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("all.yaml");
        Files.writeString(file, "\uFEFFconnectors:\r\n  a:\r\n    b:\r\n      url: x\r\n      port: 1\r\n");
        InstanceBlock block = block(format.read(file), "a~b");
        assertEquals(Map.of("url", "x", "port", "1"), block.values());
        assertEquals(new Position(5, 7), block.positions().get("port"));
    }

    @Test
    void aSyntaxErrorIsToldWithItsPlaceAndNothingElseIsRead() {
        FileContent content = read("connectors:\n  a:\n    b: {url: x\n  c: {}\n");
        assertEquals(List.of(), content.blocks());
        assertFalse(content.isWhole());
        assertEquals(1, content.problems().size());
        String problem = content.problems().get(0).toString();
        assertTrue(problem.startsWith("all.yaml line 4 column "), problem);
        assertTrue(problem.contains("is no YAML: "), problem);
    }

    @Test
    void aTabIsToldAsSuch() {
        String problem = problems(read("connectors:\n\ta: {}\n")).get(0);
        assertTrue(problem.startsWith("all.yaml line 2 column 1: is no YAML: "), problem);
        assertTrue(problem.contains("indent with spaces"), problem);
    }

    @Test
    void charactersThatAreNoTextAreToldWithTheirPlace() {
        assertEquals(
                List.of("all.yaml line 2 column 4: is no YAML: the character 0x7 is not allowed; mend that, until then "
                        + "nothing in it counts"),
                problems(read("a: b\nc: \u0007\n")));
    }

    @Test
    void otherEncodingsAreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("all.yaml");
        Files.write(file, "connectors: {a: {b: {\nurl: zürich}}}".getBytes(StandardCharsets.ISO_8859_1));
        FileContent content = format.read(file);
        assertEquals(List.of(), content.blocks());
        assertEquals(List.of("all.yaml line 2: is not UTF-8; save the file in that encoding"), problems(content));
    }

    @Test
    void allProblemsAreToldAtOnceAndThoseOfAnInstanceConcernNoOther() {
        FileContent content = read("""
                conectors: {}
                variables: {TENANT: x, bad-name: y, LIST: [z]}
                connectors:
                  a:
                    good: {url: x}
                    bad:
                      url: "${NO_SUCH}"
                      nothing:
                      deep: [[x]]
                      extends: polit
                      "schlüssel": 1
                      service.pid: x
                      url: y
                    Upper: {url: x}
                    text: x
                  b: [x]
                templates: {polite: {a: 1}}
                """);
        assertEquals(
                List.of(
                        "all.yaml line 1 column 1: has a key that means nothing here; did you mean 'connectors'?",
                        "all.yaml line 2 column 13: defines 'TENANT', which every instance has of itself; give it another"
                                + " name",
                        "all.yaml line 2 column 24: has a variable that cannot be named so; use A-Z, a-z, 0-9 and '_'",
                        "all.yaml line 2 column 37: 'LIST' is no text; write one, \"\" for an empty one",
                        "all.yaml line 14 column 5: has a name that cannot be named so; use a-z, 0-9 and '-'",
                        "all.yaml line 15 column 5: 'text' has no keys; as the name of an instance of 'a' it needs "
                                + "settings below it",
                        "all.yaml line 16 column 3: 'b' has no keys; write the names of its instances indented below it"),
                content.problems().stream().map(Problem::toString).toList());
        assertEquals(
                List.of("a~good", "a~bad"),
                content.blocks().stream().map(each -> each.id().toString()).toList());
        assertEquals(List.of(), block(content, "a~good").problems());
        assertEquals(
                List.of(
                        "all.yaml line 10 column 16: extends 'polit', which is no template; did you mean 'polite'?",
                        "all.yaml line 13 column 7: sets 'url' a second time, after line 7; keep one of them",
                        "all.yaml line 8 column 7: 'nothing' has no value; give it one, write \"\" for an empty text, or "
                                + "remove it",
                        "all.yaml line 9 column 7: 'deep' is a list of something else than values; write values",
                        "all.yaml line 11 column 7: has a key that no setting can have; use a-z, 0-9, '.' and '-'",
                        "all.yaml line 12 column 7: sets 'service.pid', which the platform keeps for itself; remove it",
                        "all.yaml line 7 column 7: 'url' has '${NO_SUCH}', which neither 'variables' nor the environment "
                                + "defines; define it, or write ${NO_SUCH:-default}"),
                block(content, "a~bad").problems().stream()
                        .map(Problem::toString)
                        .toList());
    }

    @Test
    void whatIsWrongWithATemplateIsWrongWithAllThatExtendIt() {
        FileContent content = read("""
                templates:
                  ring: {extends: other}
                  other: {extends: ring, a: 1}
                  holey: {b:}
                connectors: {x: {one: {extends: ring}, two: {extends: holey}, three: {}}}
                """);
        assertFalse(block(content, "x~one").problems().isEmpty());
        assertTrue(problems(content).stream().anyMatch(each -> each.contains("extends itself")), content::toString);
        assertEquals(1, block(content, "x~two").problems().size());
        assertEquals(List.of(), block(content, "x~three").problems());
    }

    @Test
    void variablesThatAreMadeOfThemselvesAreToldAndEnd() {
        FileContent content = read("""
                variables: {A: "${B}", B: "x${A}"}
                connectors: {x: {y: {url: "${A}"}}}
                """);
        assertEquals(
                List.of(
                        "all.yaml line 2 column 22: 'url' needs the variable 'A', which is made of itself (A -> B -> A); take one of "
                                + "them out"),
                problems(content));
    }

    @Test
    void bombsOfAliasesAreRefused() {
        StringBuilder bomb = new StringBuilder("templates:\n  a0: &a0 {k: v}\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("  a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" {x: *a")
                    .append(i - 1)
                    .append(", y: *a")
                    .append(i - 1)
                    .append("}\n");
        }
        FileContent content = read(bomb + "connectors: {x: {y: {}}}\n");
        assertEquals(List.of(), content.blocks());
        assertTrue(problems(content).get(0).contains("with its aliases"), problems(content)::toString);
    }

    @Test
    void bombsOfVariablesAreRefused() {
        StringBuilder bomb = new StringBuilder("variables:\n  V0: xxxxxxxxxx\n  E0: \"\"\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("  V")
                    .append(i)
                    .append(": \"${V")
                    .append(i - 1)
                    .append("}${V")
                    .append(i - 1)
                    .append("}\"\n");
            bomb.append("  E")
                    .append(i)
                    .append(": \"${E")
                    .append(i - 1)
                    .append("}${E")
                    .append(i - 1)
                    .append("}\"\n");
        }
        FileContent content = read(bomb + "connectors: {x: {y: {url: \"${V39}\", empty: \"${E39}\"}}}\n");
        assertEquals(1, problems(content).size());
        assertTrue(
                problems(content).get(0).contains("'url' is longer than 65536 characters"),
                problems(content)::toString);
        assertEquals("", values(content, "x~y").get("empty"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Hunter2pw",
                "!Hunter2pw [x]",
                "!Hun!ter2pw x",
                "!<Hunter2pw",
                "!%48unter2pw",
                "!%ffHunter2pw",
                "*Hunter2pw",
                "*Hunter2pw:",
                "&Hunter2pw",
                "{Hunter2pw}",
                "{Hunter2pw, Hunter2pw}",
                "{Hunter2pw: , Hunter2pw: }",
                "{!Hunter2pw x: y}",
                "{*Hunter2pw}",
                "{<<: *Hunter2pw}",
                "[Hunter2pw: x]",
                "[Hunter2pw",
                "Hunter2pw: x",
                "'Hun'Hunter2pw'",
                "\"Hunter2pw",
                "\"Hunter2pw\"Hunter2pw",
                "\"\\UHunter2pw\"",
                "\"\\U48756e74\"",
                "\"\\xHunter2pw\"",
                "%Hunter2pw",
                "@Hunter2pw",
                "`Hunter2pw",
                "|Hunter2pw",
                ">1Hunter2pw",
                "? Hunter2pw",
                "- Hunter2pw",
                "ab${Hunter2pw}cd",
                "ab${Hunter2pw:-${hunter2pw}}cd",
                "ab${Hunter2pw",
                "ab${Hunter2pw:x}",
                "x\n%YAML 4875.6e\n",
                "x\n%TAG !Hunter2pw! x\n%TAG !Hunter2pw! x\n"
            })
    void noProblemTellsAPartOfAPassword(String value) {
        List<String> problems = problems(read("connectors:\n  x:\n    y:\n      password: " + value + "\n"));
        assertFalse(problems.isEmpty());
        problems.forEach(each -> {
            String lower = each.toLowerCase(Locale.ROOT);
            assertFalse(lower.contains("hun") || lower.contains("ter2") || lower.contains("4875"), each);
        });
    }

    @Test
    void aPasswordThatIsTakenForYamlIsToldWithAWayOut() {
        assertEquals(
                List.of(
                        "all.yaml line 1 column 33: 'password' has a key without a value; give it one, write \"\" for an empty "
                                + "text, or put all of 'password' in quotes if it is a text"),
                problems(read("connectors: {x: {y: {password: {Hunter2pw}}}}")));
        assertEquals(
                List.of("all.yaml line 1 column 22: 'password' has a variable, which neither 'variables' nor the "
                        + "environment defines; define it, or write ${NAME:-default}, or $${ for the characters "
                        + "themselves"),
                problems(read("connectors: {x: {y: {password: \"a${Hunter2}b\"}}}")));
    }

    @ParameterizedTest
    @ValueSource(ints = {52, 20_000})
    void defaultsInDefaultsEndSomewhere(int levels) {
        String deep = "${A:-".repeat(levels) + "}".repeat(levels);
        assertEquals(
                List.of(
                        "all.yaml line 1 column 22: 'url' needs variables and defaults that are made of each other over more "
                                + "than 50 steps; use fewer"),
                problems(read("connectors: {x: {y: {url: \"" + deep + "\"}}}")));
        String fine = "${A:-".repeat(50) + "x" + "}".repeat(50);
        assertEquals(Map.of("url", "x"), values(read("connectors: {x: {y: {url: \"" + fine + "\"}}}"), "x~y"));
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        assertTrue(problems(read("a: " + "[".repeat(100_000) + "]".repeat(100_000)))
                .get(0)
                .contains("is nested deeper than 50 levels"));
    }

    @Test
    void anAliasOfWhatItStandsInIsRefused() {
        assertEquals(
                List.of("all.yaml line 1 column 37: 'self' begins with '*', which in YAML refers to something that is "
                        + "complete and marked with '&' before it, and there is no such thing; put it in quotes "
                        + "if it is a text"),
                problems(read("connectors: {x: {y: &b {a: 1, self: *b}}}")));
    }

    @Test
    void tagsMakeNothing() {
        FileContent content =
                read("connectors: {x: {y: {url: !!javax.script.ScriptEngineManager [x], a: !ENV b, c: !!str 1}}}");
        String fact =
                " begins with '!', which in YAML makes a tag of it, and none is taken here; put it in quotes if it is "
                        + "a text, else remove the tag";
        assertEquals(
                List.of("all.yaml line 1 column 27: 'url'" + fact, "all.yaml line 1 column 70: 'a'" + fact),
                problems(content));
        assertEquals(Map.of("c", "1"), values(content, "x~y"));
    }

    @Test
    void keysThatAreNoTextAreTold() {
        assertEquals(
                List.of("all.yaml line 1 column 22: has a key that is no text; write a name, or quote what only looks "
                        + "like YAML"),
                problems(read("connectors: {x: {y: {[host]: 1}}}")));
    }

    @Test
    void anInstanceIsDefinedOnce() {
        FileContent content = read("""
                connectors: {a: {b: {url: first, tenants: [acme]}}}
                tenants: {acme: {connectors: {a: {b: {url: second}}}}}
                """);
        assertEquals(
                List.of("all.yaml line 2 column 35: defines 'a~b@acme' a second time, after line 1; keep one of them"),
                problems(content));
        assertEquals(Map.of("url", "first"), values(content, "a~b@acme"));
    }

    @Test
    void anEmptyFileIsNotTakenForOneWithoutInstances() {
        assertFalse(read(" \n").isWhole());
        assertTrue(read("# nothing yet\n").isWhole());
        assertTrue(read("connectors: {}\n").isWhole());
        assertFalse(read("just a text").isWhole());
        assertFalse(read("- a list").isWhole());
        assertFalse(read("a: 1\n---\nb: 2\n").isWhole());
    }

    @Test
    void anInstanceNeedsNoSettings() {
        FileContent content =
                read("connectors:\n  a:\n    one:\n    two: {}\n    three:\n      tenants:\n        acme:\n");
        assertEquals(List.of(), problems(content));
        assertEquals(
                List.of("a~one", "a~two", "a~three@acme"),
                content.blocks().stream().map(each -> each.id().toString()).toList());
    }

    @Test
    void aFileThatIsNotThereIsNotRead(@TempDir Path folder) {
        assertThrows(NoSuchFileException.class, () -> format.read(folder.resolve("all.yaml")));
    }

    @Test
    void takesYamlThatIsNotHidden() {
        assertTrue(format.takes("all.yaml"));
        assertTrue(format.takes("ALL.YML"));
        assertFalse(format.takes(".all.yaml"));
        assertFalse(format.takes("all.yaml.tmp"));
        assertFalse(format.takes("all.json"));
    }

    private FileContent read(String text) {
        return format.read("all.yaml", text);
    }

    private static InstanceBlock block(FileContent content, String id) {
        return content.blocks().stream()
                .filter(each -> each.id().equals(InstanceId.parse(id)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(content.toString()));
    }

    private static Map<String, Object> values(FileContent content, String id) {
        return block(content, id).values();
    }

    /** Those of the file, then those of its instances. */
    private static List<String> problems(FileContent content) {
        List<Problem> all = new ArrayList<>(content.problems());
        content.blocks().forEach(each -> all.addAll(each.problems()));
        return all.stream().map(Problem::toString).toList();
    }
}
