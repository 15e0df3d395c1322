package dev.patchbay.registry.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Deployment;
import dev.patchbay.model.DeploymentState;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.TestFramework;
import dev.patchbay.registry.jar.JarCheck;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.trust.Trust;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

class DryDeploymentsTest {
    @TempDir
    Path directory;

    private Path home;
    private TestFramework framework;
    private DryDeployments deployments;

    @BeforeEach
    void start() throws BundleException, IOException {
        home = Files.createDirectories(directory.resolve("home"));
        Files.createDirectories(home.resolve("deploy"));
        framework = TestFramework.start(directory.resolve("framework"));
        Bundle own = framework.install("own", Map.of(), Map.of());
        own.start();
        BundleContext context = own.getBundleContext();
        deployments = new DryDeployments(context, home, new Trust(context), new ConnectorTypes());
    }

    @AfterEach
    void stop() {
        deployments.close();
        framework.close();
    }

    @Test
    void letsTheNewestOfATypeServeAndNamesTheOther() throws IOException {
        connector("old.jar", "github", "1.0.0");
        connector("new.jar", "github", "1.1.0");

        look();

        assertEquals(Map.of("new.jar", DeploymentState.SERVING, "old.jar", DeploymentState.SUPERSEDED), states());
        assertEquals(List.of(), deployments.problems());
        assertEquals(
                List.of("old.jar: is not used: 1.1.0 serves ('new.jar'); delete it, unless you want to go back to it"),
                texts(deployments.superfluous()));
        assertEquals(Set.of("github"), deployments.serving().keySet());
        assertEquals(
                List.of(new Version(1, 1, 0)),
                deployments.serving().get("github").stream()
                        .map(Bundle::getVersion)
                        .toList());
    }

    @Test
    void letsAnOlderVersionServeBesideItWhereAnInstanceIsPinnedToIt() throws IOException {
        connector("old.jar", "github", "1.0.0");
        connector("new.jar", "github", "1.1.0");

        deployments.look(present(), type -> Set.of(new VersionRange("[1.0,1.1)")));

        assertEquals(Map.of("new.jar", DeploymentState.SERVING, "old.jar", DeploymentState.SERVING), states());
        assertEquals(2, deployments.serving().get("github").size());
    }

    @Test
    void fallsBackToAnOlderVersionIfTheNewestMissesSomething() throws IOException {
        connector("old.jar", "github", "1.0.0");
        write("new.jar", "github", "1.1.0", Map.of("Provide-Capability", type("github"), "Import-Package", "org.gone"));

        look();

        assertEquals(DeploymentState.SERVING, states().get("old.jar"));
        assertEquals(DeploymentState.INCOMPATIBLE, states().get("new.jar"));
        String problem = texts(deployments.problems()).get(0);
        assertTrue(problem.startsWith("new.jar: it needs package org.gone"), problem);
        assertTrue(problem.endsWith("1.0.0 serves on ('old.jar')"), problem);
    }

    @Test
    void wiresAConnectorToALibraryOfALaterFile() throws IOException {
        write("a.jar", "github", "1.0.0", Map.of("Provide-Capability", type("github"), "Import-Package", "org.lib"));
        write("z.jar", "lib", "1.0.0", Map.of("Export-Package", "org.lib"));

        look();

        assertEquals(Map.of("a.jar", DeploymentState.SERVING, "z.jar", DeploymentState.LIBRARY), states());
    }

    @Test
    void namesAFileThatIsNoJarAndTheOneThatRepeatsAnother() throws IOException {
        Files.writeString(home.resolve("deploy/text.jar"), "not at all");
        connector("one.jar", "github", "1.0.0");
        Files.copy(home.resolve("deploy/one.jar"), home.resolve("deploy/two.jar"));

        look();

        List<String> problems = texts(deployments.problems());
        assertEquals(2, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith("text.jar: it is no JAR"), problems.toString());
        assertEquals("two.jar: holds the same bytes as 'one.jar'; delete one of them", problems.get(1));
    }

    @Test
    void goesOnWithWhatServedBeforeIfItsFileWasSpoilt() throws Exception {
        Path file = connector("github.jar", "github", "1.0.0");
        Jar jar = new Jar(Sha256.of(file), new JarCheck().check(file));
        Path store = Files.createDirectories(home.resolve("data/bundles"));
        Files.move(file, store.resolve(jar.sha256() + ".jar"));
        Files.writeString(file, "not at all");
        Path table = directory.resolve("serving.json");
        new ServingTable(table).write(List.of(JarsOfTests.file("github.jar", 1, jar)), Map.of(), Map.of());

        deployments.load(table, home.resolve("deploy"));
        look();

        String problem = texts(deployments.problems()).get(0);
        assertTrue(problem.startsWith("github.jar: it is no JAR"), problem);
        assertTrue(problem.endsWith("; what it held before (connector github 1.0.0) goes on"), problem);
        assertEquals(1, deployments.serving().get("github").size());
    }

    @Test
    void startsNothingAndWritesNothing() throws IOException {
        connector("github.jar", "github", "1.0.0");
        List<Path> before = files();

        look();

        assertEquals(before, files());
        List<Bundle> looked = Stream.of(framework.context().getBundles())
                .filter(each -> each.getLocation().contains("/deploy/"))
                .toList();
        assertEquals(1, looked.size());
        assertFalse(looked.stream().anyMatch(each -> each.getState() == Bundle.ACTIVE));
    }

    private void look() throws IOException {
        deployments.look(present(), type -> Set.of());
    }

    private List<Path> present() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("deploy"))) {
            return files.sorted().toList();
        }
    }

    private Map<String, DeploymentState> states() {
        return deployments.list().stream().collect(Collectors.toMap(Deployment::file, Deployment::state));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.sorted().toList();
        }
    }

    private Path connector(String file, String type, String version) throws IOException {
        return write(file, type, version, Map.of("Provide-Capability", type(type)));
    }

    private static String type(String name) {
        return "patchbay.connector;patchbay.connector=" + name;
    }

    private Path write(String file, String name, String version, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "org.example." + name);
        main.putValue("Bundle-Version", version);
        headers.forEach(main::putValue);
        Path path = home.resolve("deploy").resolve(file);
        try (OutputStream bytes = Files.newOutputStream(path);
                JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.finish();
        }
        return path;
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }
}
