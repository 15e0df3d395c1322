package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.ConnectorFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs the contract against a bundle that keeps it, and against one for each way to break it. */
class BundleContractTest {
    private static final String IMPORTS =
            "dev.patchbay.model;version=\"[1.0,2)\",dev.patchbay.spi;version=\"[1.0,2)\",org.slf4j;version=\"[1.7,3)\"";
    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" configuration-policy="ignore"
                configuration-pid="connector.notebook">
              <property name="connector.name" type="String" value="notebook"/>
              <property name="connector.capabilities" type="String">pull
            push
            invoke</property>
              <property name="connector.incremental" type="Boolean" value="true"/>
              <service><provide interface="dev.patchbay.spi.ConnectorFactory"/></service>
            </scr:component>
            """;
    private static final String METATYPE = """
            <m:MetaData xmlns:m="http://www.osgi.org/xmlns/metatype/v1.2.0" xmlns:p="urn:patchbay:setting">
              <OCD id="s"><AD id="url" type="String" description="where it is" p:form="URL"/></OCD>
              <Designate factoryPid="connector.notebook"><Object ocdref="s"/></Designate>
            </m:MetaData>
            """;

    /** The bundle that is tried now; the engine makes the test objects, so it cannot be handed over. */
    private static volatile Path bundle;

    @TempDir
    private Path folder;

    static class Trial extends ConnectorContract {
        private final Notebook notebook = new Notebook();

        @Override
        public String type() {
            return "notebook";
        }

        @Override
        public ConnectorFactory factory() {
            return context -> new NotebookConnector(notebook, context, Set.of());
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of("token", Notebook.TOKEN);
        }

        @Override
        public Optional<PullRequest> incrementalPull() {
            return Optional.of(PullRequest.of("notes"));
        }

        @Override
        public Optional<PullRequest> fullPull() {
            return incrementalPull();
        }

        @Override
        public List<String> add(int count) {
            return notebook.add(count);
        }

        @Override
        public Optional<Path> bundle() {
            return Optional.of(bundle);
        }
    }

    @Test
    void findsNoFaultInASoundBundle() throws IOException {
        assertEquals(Set.of(), failed(same(), same(), same()));
    }

    @Test
    void findsABundleThatDoesNotTellItsType() throws IOException {
        requireFound(
                "tellsItsTypeInTheManifest",
                failed(header("Provide-Capability", "patchbay.connector;patchbay.connector=other"), same(), same()));
    }

    @Test
    void findsABundleWithoutAName() throws IOException {
        requireFound("hasANameAndAVersion", failed(header("Bundle-SymbolicName", " "), same(), same()));
        requireFound("hasANameAndAVersion", failed(header("Bundle-Version", "1.0-SNAPSHOT"), same(), same()));
    }

    @Test
    void findsAComponentThatTheManifestDoesNotName() throws IOException {
        requireFound(
                "publishesOneFactoryWhateverIsConfigured",
                failed(header("Service-Component", "OSGI-INF/other.xml"), same(), same()));
        assertEquals(Set.of(), failed(header("Service-Component", "OSGI-INF/*.xml"), same(), same()));
    }

    @Test
    void findsAPasswordThatTheTestsDoNotKnow() throws IOException {
        requireFound(
                "hasNoPasswordThatTheTestsDoNotKnow",
                failed(
                        same(),
                        same(),
                        text -> text.replace(
                                "</OCD>", "<AD id=\"pin\" type=\"Password\" description=\"its number\"/></OCD>")));
    }

    @Test
    void findsImportsThatAreNotForConnectors() throws IOException {
        requireFound(
                "importsOfPatchbayOnlyWhatConnectorsMay",
                failed(header("Import-Package", IMPORTS + ",dev.patchbay.api;version=\"[1.0,2)\""), same(), same()));
        requireFound(
                "importsOfPatchbayOnlyWhatConnectorsMay",
                failed(header("Import-Package", IMPORTS + ",dev.patchbay.toolkit"), same(), same()));
    }

    @Test
    void findsAnImportThatTakesOneMinorVersionOnly() throws IOException {
        requireFound(
                "takesEveryLaterMinorVersionOfTheContract",
                failed(header("Import-Package", "dev.patchbay.spi;version=\"[1.0,1.1)\""), same(), same()));
    }

    @Test
    void findsAnExport() throws IOException {
        requireFound("exportsNothing", failed(header("Export-Package", "notebook;version=\"1.0\""), same(), same()));
    }

    @Test
    void findsAnotherConfigurationPolicy() throws IOException {
        requireFound(
                "publishesOneFactoryWhateverIsConfigured",
                failed(same(), text -> text.replace("ignore", "require"), same()));
    }

    @Test
    void findsSettingsThatAreNoFactorys() throws IOException {
        requireFound(
                "declaresTheSettingsOfItsInstances", failed(same(), same(), text -> text.replace("factoryPid", "pid")));
        requireFound(
                "declaresTheSettingsOfItsInstances", failed(same(), same(), text -> text.replace("where it is", " ")));
    }

    @Test
    void findsAnAddressThatMayBeAnything() throws IOException {
        requireFound("saysWhatAnAddressLooksLike", failed(same(), same(), text -> text.replace("\"URL\"", "\"TEXT\"")));
    }

    @Test
    void findsAPatternThatIsNoneOrTellsNothing() throws IOException {
        requireFound(
                "saysWhatAnAddressLooksLike",
                failed(same(), same(), text -> text.replace("p:form=\"URL\"", "p:pattern=\"(\" p:expected=\"x\"")));
        requireFound(
                "saysWhatAnAddressLooksLike",
                failed(same(), same(), text -> text.replace("p:form=\"URL\"", "p:pattern=\"a+\"")));
    }

    @Test
    void findsAValidatorThatIsNone() throws IOException {
        requireFound(
                "publishesAValidatorIfItIsOne",
                failed(
                        same(),
                        text -> text.replace(
                                "</service>", "<provide interface=\"dev.patchbay.spi.SettingsValidator\"/></service>"),
                        same()));
    }

    @Test
    void findsCapabilitiesThatAreNotThere() throws IOException {
        requireFound("declaresWhatItCanDo", failed(same(), text -> text.replace("invoke", "receive"), same()));
        requireFound("declaresWhatItCanDo", failed(same(), text -> text.replace("\"true\"", "\"false\""), same()));
    }

    private static UnaryOperator<String> same() {
        return text -> text;
    }

    private static UnaryOperator<String> header(String name, String value) {
        return text -> name + "|" + value;
    }

    private static void requireFound(String finder, Set<String> failed) {
        assertTrue(failed.contains(finder), () -> "found by " + failed);
    }

    /** The names of the tests that fail for a bundle of which one thing is different. */
    private Set<String> failed(
            UnaryOperator<String> headers, UnaryOperator<String> component, UnaryOperator<String> metatype)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-SymbolicName", "notebook");
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Service-Component", "OSGI-INF/component.xml");
        main.putValue("Import-Package", IMPORTS);
        main.putValue("Provide-Capability", "patchbay.connector;patchbay.connector=notebook");
        String[] header = headers.apply("").split("\\|");
        if (header.length == 2) {
            main.putValue(header[0], header[1]);
        }
        Path file = Files.createTempFile(folder, "bundle", ".jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            write(jar, "OSGI-INF/component.xml", component.apply(COMPONENT));
            write(jar, "OSGI-INF/metatype/settings.xml", metatype.apply(METATYPE));
        }
        bundle = file;
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Trial.class))
                .execute()
                .testEvents();
        Set<String> names = new TreeSet<>();
        tests.failed().stream()
                .forEach(each ->
                        names.add(each.getTestDescriptor().getDisplayName().replace("()", "")));
        return names;
    }

    private static void write(JarOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }
}
