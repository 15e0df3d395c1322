package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.config.ComponentConfigurations;
import dev.patchbay.registry.config.TestFramework;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;

class ComponentFilesTest {

    @TempDir
    Path home;

    private final FileProblems problems = new FileProblems();
    private TestFramework framework;
    private Path config;
    private ComponentFiles files;

    @BeforeEach
    void open() throws IOException {
        config = Files.createDirectories(home.resolve("config"));
        start();
    }

    @AfterEach
    void close() {
        framework.close();
    }

    @Test
    void takesTheFilesOfConfigThatDefineNoInstance() {
        assertTrue(files.takes(config.resolve("some.component.cfg")));
        assertTrue(files.takes(config.resolve("some.component.config")));
        assertFalse(files.takes(config.resolve("connector.github.cfg")));
        assertFalse(files.takes(config.resolve("instances.yaml")));
        assertFalse(files.takes(home.resolve("deploy/some.component.cfg")));
    }

    @Test
    void aFileThatComesChangesAndGoesDoesSoInConfigAdmin() throws Exception {
        Path file = change("some.component.cfg", "# mine\nkey = ünïcode — 数据 ${env:PATH}\n");
        assertEquals(
                "ünïcode — 数据 ${env:PATH}",
                find("some.component").orElseThrow().getProperties().get("key"));
        change("some.component.cfg", "other=2\n");
        Dictionary<String, Object> properties =
                find("some.component").orElseThrow().getProperties();
        assertEquals(null, properties.get("key"));
        assertEquals("2", properties.get("other"));
        Files.delete(file);
        files.changed(file);
        assertEquals(Optional.empty(), find("some.component"));
    }

    @Test
    void whatIsWrittenBehindATildeIsOneOfMany() throws Exception {
        change("some.component~a-b.cfg", "key=1\n");
        Configuration configuration = find("some.component~a-b").orElseThrow();
        assertEquals("some.component", configuration.getFactoryPid());
        assertEquals("1", configuration.getProperties().get("key"));
        change("dashed-name.cfg", "key=1\n");
        assertEquals(null, find("dashed-name").orElseThrow().getFactoryPid());
    }

    @Test
    void aFileOfTypedValuesKeepsTheirTypes() throws Exception {
        change("some.component.config", "number=I\"5\"\nnames=[\"a\",\"b\"]\n");
        Dictionary<String, Object> properties =
                find("some.component").orElseThrow().getProperties();
        assertEquals(5, properties.get("number"));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) properties.get("names"));
    }

    @Test
    void anUnchangedFileChangesNothing() throws Exception {
        Path file = change("some.component.cfg", "key=1\n");
        long before = find("some.component").orElseThrow().getChangeCount();
        files.changed(file);
        assertEquals(before, find("some.component").orElseThrow().getChangeCount());
    }

    @Test
    void whatIsWrongWithAFileIsToldAndChangesNothing() throws Exception {
        Path file = change("some.component.cfg", "key=1\n");
        change("some.component.cfg", "junk\n");
        assertEquals("1", find("some.component").orElseThrow().getProperties().get("key"));
        assertEquals(1, problems.problems("some.component.cfg").size());
        Files.delete(file);
        files.changed(file);
        assertTrue(problems.problems().isEmpty());
    }

    @Test
    void makesNoInstances() throws Exception {
        change("connector.github~x.config", "url=\"1\"\n");
        assertEquals(Optional.empty(), find("connector.github~x"));
        assertEquals(1, problems.problems("connector.github~x.config").size());
    }

    @Test
    void forgetsAtStartWhatVanishedMeanwhile() throws Exception {
        Path gone = change("some.gone.cfg", "key=1\n");
        change("some.kept.cfg", "key=1\n");
        framework.configurationAdmin().getConfiguration("some.programs", "?").update(new java.util.Hashtable<>());
        Files.delete(gone);
        framework.close();
        start();
        assertEquals(Optional.empty(), find("some.gone"));
        assertTrue(find("some.kept").isPresent());
        assertTrue(find("some.programs").isPresent());
    }

    private void start() {
        framework = TestFramework.start(home.resolve("data"));
        files = new ComponentFiles(
                Optional.of(config), new ComponentConfigurations(framework.configurationAdmin()), problems);
    }

    private Path change(String name, String text) throws IOException {
        Path file = Files.writeString(config.resolve(name), text);
        files.changed(file);
        return file;
    }

    private Optional<Configuration> find(String pid) throws IOException, InvalidSyntaxException {
        Configuration[] found = framework.configurationAdmin().listConfigurations("(service.pid=" + pid + ")");
        return found == null ? Optional.empty() : Optional.of(found[0]);
    }
}
