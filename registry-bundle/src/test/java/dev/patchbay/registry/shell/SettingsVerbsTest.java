package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.shell.Shell.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** schema, config, template, enable, disable: how instances are set up. */
class SettingsVerbsTest {
    private final Shell shell = new Shell(House.furnished());

    @Test
    void schemaPrintsJsonSchemasOfATypeAndOfFiles() {
        JsonNode ofType = shell.run("schema", "jdbc", "--json-schema").json();
        assertTrue(ofType.get("properties").has("url"), ofType.toString());
        JsonNode ofFile = shell.run("schema", "--json-schema").json();
        JsonNode types = ofFile.get("properties").get("connectors").get("properties");
        assertEquals(List.of("jdbc", "mail"), List.copyOf(types.propertyNames()));
        assertTrue(shell.run("schema").err().contains("names no TYPE"));
    }

    @Test
    void showsTheSchema() {
        List<String> lines = shell.run("schema", "jdbc").lines();
        assertEquals("KEY        FORM                       DEFAULT     MEANING", lines.get(0));
        assertEquals("url        string                     (required)  Where the database is", lines.get(1));
        assertEquals("password   password                               Password", lines.get(2));
        assertEquals("mode       read|write                 read", lines.get(3));
        assertEquals("page.size  integer, from 1, to 10000  100         Rows a page", lines.get(4));
        assertTrue(shell.run("schema", "mail").out().endsWith("Any other key is allowed too.\n"));
    }

    @Test
    void showsTheSchemaAsJson() {
        JsonNode schema = shell.run("schema", "jdbc", "--json").json();
        assertEquals("Any database", schema.get("description").asString());
        JsonNode pageSize = schema.get("attributes").get(3);
        assertEquals("INTEGER", pageSize.get("type").asString());
        assertEquals("100", pageSize.get("defaults").get(0).asString());
        assertTrue(schema.get("attributes").get(0).get("minimum").isNull());
    }

    @Test
    void failsForATypeThatIsNotInstalled() {
        Outcome outcome = shell.run("schema", "nothing");
        assertEquals(1, outcome.exitCode());
        assertEquals("connector type 'nothing' is not installed\n", outcome.err());
        assertEquals(1, shell.run("template", "nothing").exitCode());
    }

    @Test
    void showsEachSettingWithItsOrigin() {
        assertEquals(
                List.of(
                        "KEY       VALUE             ORIGIN",
                        "url       jdbc:h2:mem:demo  connector.jdbc~demo.cfg line 2",
                        "password  [secret]          environment"),
                shell.run("config", "jdbc~demo").lines());
        JsonNode settings = shell.run("config", "jdbc~demo", "--json").json();
        assertEquals("environment", settings.get(1).get("origin").asString());
    }

    @Test
    void exportsToTheOutputAndWarnsBesideIt() {
        Outcome all = shell.run("export");
        assertTrue(all.out().contains("jdbc~demo"), all.out());
        assertTrue(all.err().startsWith("warning: '"), all.err());
        assertEquals(0, all.exitCode());
        assertEquals("# []\n", shell.run("export", "--tenant", "nobody").out());
        JsonNode json = shell.run("export", "--json").json();
        assertTrue(json.get("yaml").asString().contains("jdbc~demo"));
        assertEquals(1, json.get("warnings").size());
    }

    @Test
    void writesATemplateThatIsAlsoAFile() throws IOException {
        String template = shell.run("template", "jdbc", "orders@acme").out();
        assertTrue(
                template.startsWith("# connector.jdbc~orders@acme.cfg: save it under this name in config/"), template);
        Properties live = properties(template);
        assertEquals(Set.of("url", "mode"), live.stringPropertyNames());
        assertEquals("", live.getProperty("url"));
        assertEquals("read", live.getProperty("mode"));
    }

    @Test
    void writesDefaultsThatAreTheSameWhenTheyAreTakenIn() throws IOException {
        String template = shell.run("template", "jdbc").out();
        assertTrue(template.startsWith("# connector.jdbc.cfg: "), template);
        Properties all = properties(template.replaceAll("(?m)^# ([a-z.]+ =)", "$1"));
        assertEquals("100", all.getProperty("page.size"));
        assertEquals(" C:\\temp\n,ü", all.getProperty("path"));
        assertEquals("", all.getProperty("password"));
    }

    @Test
    void writesNoLineThatIsNeitherCommentNorRequired() {
        for (String line : shell.run("template", "jdbc").lines()) {
            assertTrue(line.isEmpty() || line.startsWith("# ") || line.matches("(url|mode) =.*"), line);
        }
    }

    @Test
    void writesATemplateAsJson() {
        JsonNode template = shell.run("template", "jdbc", "@acme", "--json").json();
        assertEquals("connector.jdbc@acme.cfg", template.get("file").asString());
        assertTrue(template.get("content").asString().contains("url ="));
    }

    @Test
    void writesATemplateAsYaml() {
        String template = shell.run("template", "jdbc", "orders@acme", "--yaml").out();
        assertTrue(
                template.startsWith(
                        "tenants:\n  acme:\n    connectors:\n      jdbc:\n        orders:\n          # jdbc.yaml: "),
                template);
        List<String> live = template.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .skip(5)
                .toList();
        assertEquals(List.of("          url: \"\"", "          mode: read"), live);
        assertTrue(template.contains("          # page.size: 100\n"), template);
        assertTrue(template.contains("          # path: [\" C:\\\\temp\\n\", \"ü\"]\n"), template);
    }

    @Test
    void refusesANameThatNoInstanceCanHave() {
        Outcome outcome = shell.run("template", "jdbc", "Big Name");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("'Big Name' cannot be the name of an instance"), outcome.err());
    }

    @Test
    void switchesAnInstanceOffAndOnAndShowsHowItStandsThen() {
        Outcome off = shell.run("disable", "jdbc~demo");
        assertEquals("jdbc~demo is DISABLED: switched off by an operator\n", off.out());
        JsonNode on = shell.run("enable", "jdbc~demo", "--json").json();
        assertEquals("READY", on.get("state").asString());
        assertFalse(shell.run("enable", "jdbc~dem").err().isEmpty());
    }

    private static Properties properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }
}
