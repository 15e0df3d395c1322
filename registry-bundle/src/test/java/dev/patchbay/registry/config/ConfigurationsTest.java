package dev.patchbay.registry.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.Configuration.ConfigurationAttribute;
import org.osgi.service.cm.ConfigurationAdmin;

class ConfigurationsTest {
    private static final InstanceId EUROPE = InstanceId.parse("github~europe@acme");

    @TempDir
    Path storage;

    private TestFramework framework;
    private ConfigurationAdmin admin;
    private Configurations configurations;

    @BeforeEach
    void start() {
        framework = TestFramework.start(storage);
        admin = framework.configurationAdmin();
        configurations = framework.configurations();
    }

    @AfterEach
    void stop() {
        framework.close();
    }

    @Test
    void keepsAnInstanceUnderTheFactoryPidOfItsType() throws IOException {
        configurations.write(Definition.of(EUROPE, "program", Map.of("url", "https://example.org")));

        Configuration configuration = admin.getConfiguration("connector.github~europe@acme", "?");
        assertEquals("connector.github", configuration.getFactoryPid());
        assertEquals("https://example.org", configuration.getProperties().get("url"));
    }

    @Test
    void readsBackWhatItWrote() {
        Path file = storage.resolve("connector.github~europe@acme.cfg").toAbsolutePath();
        Problem problem = Problem.ofKey("url", "sets 'url' a second time")
                .at(file.getFileName().toString(), 7);
        Map<String, Object> values = Map.of("url", "é-–", "list", List.of("a", "b"), "number", 5);
        configurations.write(Definition.ofFile(EUROPE, file, values, List.of(problem)));

        Definition read = configurations.read(EUROPE).orElseThrow();
        assertEquals(values, read.values());
        assertEquals(Optional.of(file), read.file());
        assertEquals("connector.github~europe@acme.cfg", read.source());
        assertEquals(
                List.of("connector.github~europe@acme.cfg line 7: sets 'url' a second time"),
                read.problems().stream().map(Problem::toString).toList());
        assertEquals(Optional.of("url"), read.problems().get(0).key());
    }

    @Test
    void doesNotWriteWhatIsThereAlready() throws IOException {
        Definition definition = Definition.of(EUROPE, "program", Map.of("list", new String[] {"a", "b"}));
        assertTrue(configurations.write(definition));
        long count = change();
        assertFalse(configurations.write(Definition.of(EUROPE, "program", Map.of("list", new String[] {"a", "b"}))));
        assertEquals(count, change());
    }

    @Test
    void seesThatOnlyTheCaseOfAKeyChanged() {
        configurations.write(Definition.of(EUROPE, "program", Map.of("Url", "x")));
        assertTrue(configurations.write(Definition.of(EUROPE, "program", Map.of("url", "x"))));
        assertEquals(
                Map.of("url", "x"), configurations.read(EUROPE).orElseThrow().values());
    }

    @Test
    void readsTheSingletonPidAsTheDefaultInstance() throws IOException {
        admin.getConfiguration("connector.github", "?").update(properties("url", "x"));

        Definition definition = configurations.read(InstanceId.parse("github")).orElseThrow();
        assertEquals("configuration connector.github", definition.source());
        assertEquals(List.of("github"), ids());
    }

    @Test
    void readingWhatIsNotThereCreatesNothing() throws Exception {
        assertEquals(Optional.empty(), configurations.read(EUROPE));
        assertFalse(configurations.delete(EUROPE));
        assertEquals(null, admin.listConfigurations(null));
    }

    @Test
    void reportsASecondSpellingOfAnInstance() throws IOException {
        admin.getFactoryConfiguration("connector.github", "europe@default", "?").update(properties("url", "second"));
        admin.getFactoryConfiguration("connector.github", "europe", "?").update(properties("url", "first"));

        Configurations.Listing listing = configurations.list();
        assertEquals(1, listing.definitions().size());
        assertEquals("first", listing.definitions().get(0).values().get("url"));
        assertEquals(
                List.of(
                        "configuration 'connector.github~europe@default' is a second spelling of 'github~europe', which "
                                + "'connector.github~europe' configures; delete one of them"),
                listing.problems().stream().map(Problem::toString).toList());
    }

    @Test
    void reportsAConfigurationWhosePidWasGenerated() throws IOException {
        Configuration generated = admin.createFactoryConfiguration("connector.github", "?");
        generated.update(properties("url", "x"));

        Configurations.Listing listing = configurations.list();
        assertEquals(List.of(), listing.definitions());
        assertEquals(
                List.of(
                        "configuration '" + generated.getPid() + "' names no instance; create it with "
                                + "getFactoryConfiguration(\"connector.TYPE\", \"NAME\", \"?\"), NAME as in europe or europe@acme"),
                listing.problems().stream().map(Problem::toString).toList());
    }

    @Test
    void findsAfterARestartWhatWasThere() {
        configurations.write(Definition.of(EUROPE, "program", Map.of("url", "x")));
        framework.close();
        framework = TestFramework.start(storage);
        configurations = framework.configurations();
        assertEquals("program", configurations.read(EUROPE).orElseThrow().source());
        assertEquals(List.of("github~europe@acme"), ids());
    }

    @Test
    void changesAConfigurationThatFileInstallLeftReadOnly() throws IOException {
        Configuration configuration = admin.getFactoryConfiguration("connector.github", "europe@acme", "?");
        configuration.update(properties(
                "felix.fileinstall.filename", storage.resolve("x.cfg").toUri().toString()));
        configuration.addAttributes(ConfigurationAttribute.READ_ONLY);
        assertEquals(
                Optional.of(storage.resolve("x.cfg")),
                configurations.read(EUROPE).flatMap(Definition::file));

        assertTrue(configurations.write(Definition.of(EUROPE, "program", Map.of("url", "x"))));
        configuration.addAttributes(ConfigurationAttribute.READ_ONLY);
        assertTrue(configurations.delete(EUROPE));
        assertEquals(Optional.empty(), configurations.read(EUROPE));
    }

    @Test
    void leavesOthersConfigurationsAlone() throws IOException {
        admin.getConfiguration("org.example.connector", "?").update(properties("a", "b"));
        assertEquals(List.of(), configurations.list().definitions());
        assertEquals(List.of(), configurations.list().problems());
    }

    private List<String> ids() {
        return configurations.list().definitions().stream()
                .map(each -> each.id().toString())
                .toList();
    }

    private long change() throws IOException {
        return admin.getConfiguration("connector.github~europe@acme", "?").getChangeCount();
    }

    private static Hashtable<String, Object> properties(String key, String value) {
        return new Hashtable<>(Map.of(key, value));
    }
}
