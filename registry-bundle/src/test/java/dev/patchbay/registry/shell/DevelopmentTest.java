package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Deployment;
import dev.patchbay.model.DeploymentState;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.install.Sha256;
import dev.patchbay.registry.project.BuildFolder;
import dev.patchbay.registry.project.BuiltJars;
import dev.patchbay.registry.project.FinishedBuilds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

/** What is dropped and told while somebody builds again and again; the runtime's part is played by the test. */
class DevelopmentTest {
    @TempDir
    Path folder;

    private final MemoryRegistry registry = new MemoryRegistry();
    private Path built;
    private Path deploy;
    private Development development;
    private long now = 1_000_000;

    @BeforeEach
    void begin() throws IOException {
        built = folder.resolve("target/lines-1.0.jar");
        deploy = Files.createDirectories(folder.resolve("deploy"));
        Files.createDirectories(built.getParent());
        development = new Development(new FinishedBuilds(BuildFolder.of(folder)), deploy, registry);
    }

    @Test
    void dropsABuildUnderOneNameAndTellsThatItServes() throws IOException {
        BuiltJars.connector(built, "lines", "1.0.0", 10);
        assertEquals(List.of(), looks(3));
        assertEquals(List.of("dev-lines.jar"), deployed());

        runtimeSays(DeploymentState.STARTING, "1.0.0");
        assertEquals(List.of(), looks(3));
        runtimeSays(DeploymentState.SERVING, "1.0.0");

        assertEquals(List.of("lines 1.0.0 SERVING; no instance yet, make one: config/connector.lines.cfg"), looks(10));

        BuiltJars.connector(folder.resolve("target/lines-1.1.jar"), "lines", "1.1.0", 20);
        assertEquals(List.of(), looks(10));
        runtimeSays(DeploymentState.SERVING, "1.1.0");
        assertEquals(1, looks(10).size());
        assertEquals(List.of("dev-lines.jar"), deployed());
    }

    @Test
    void namesTheInstancesThatAreInTrouble() throws IOException {
        registry.instance("lines", InstanceState.ACTIVE, "serving");
        drop("1.0.0");
        runtimeSays(DeploymentState.SERVING, "1.0.0");
        assertEquals(List.of("lines 1.0.0 SERVING; lines"), looks(5));

        registry.instance("lines~two", InstanceState.INVALID, "'folder' is required and missing");
        assertEquals(
                List.of("lines 1.0.0 SERVING; 2 instances; lines~two INVALID: 'folder' is required and missing"),
                looks(5));
        registry.instance("lines~two", InstanceState.READY, "valid; not used yet");
        assertEquals(List.of("lines 1.0.0 SERVING; 2 instances"), looks(5));
    }

    @Test
    void keepsABrokenBuildToItself() throws IOException {
        drop("1.0.0");
        runtimeSays(DeploymentState.SERVING, "1.0.0");
        looks(5);
        byte[] before = Files.readAllBytes(deploy.resolve("dev-lines.jar"));

        BuiltJars.cut(BuiltJars.connector(built, "lines", "1.0.0", 20), 90);

        List<String> told = looks(40);
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).startsWith("lines-1.0.jar: it ends before its table of contents"), told::toString);
        assertTrue(told.get(0).endsWith("; 1.0.0 serves on"), told::toString);
        assertEquals(List.of("dev-lines.jar"), deployed());
        assertEquals(Sha256.of(before), Sha256.of(deploy.resolve("dev-lines.jar")));
    }

    @Test
    void tellsWhyARuntimeDoesNotServeIt() throws IOException {
        drop("1.0.0");
        runtimeSays(DeploymentState.INCOMPATIBLE, "1.0.0", "needs package org.absent");

        assertEquals(List.of("lines 1.0.0 INCOMPATIBLE; needs package org.absent"), looks(5));
    }

    @Test
    void tellsWhyARuntimeDoesNotEvenTakeIt() throws IOException {
        drop("1.0.0");
        registry.deployment(Deployment.unsound("dev-lines.jar", List.of("nobody vouches for it")));

        assertEquals(List.of(), looks(20));
        assertTrue(looks(40).get(0).contains("UNSOUND; nobody vouches for it"));
    }

    @Test
    void saysThatABuildMadeTheSameBytes() throws IOException {
        drop("1.0.0");
        runtimeSays(DeploymentState.SERVING, "1.0.0");
        looks(5);

        Files.setLastModifiedTime(built, FileTime.fromMillis(99_000));

        assertTrue(looks(10).get(0).endsWith("; the same bytes as before"));
    }

    @Test
    void saysThatTheDroppedJarWasTakenAway() throws IOException {
        drop("1.0.0");
        runtimeSays(DeploymentState.SERVING, "1.0.0");
        looks(5);
        Files.delete(deploy.resolve("dev-lines.jar"));
        registry.deployments(List.of());

        assertEquals(List.of("dev-lines.jar: is not in deploy/; the next build puts it there again"), looks(5));
    }

    @Test
    void saysThatTheProjectWasRenamedAndGoesOnOnceItIsBack() throws IOException {
        Path project =
                Files.createDirectories(folder.resolve("my project/target")).getParent();
        Files.createFile(project.resolve("pom.xml"));
        built = project.resolve("target/lines-1.0.jar");
        development = new Development(new FinishedBuilds(BuildFolder.of(project)), deploy, registry);
        drop("1.0.0");
        runtimeSays(DeploymentState.SERVING, "1.0.0");
        looks(5);

        Path elsewhere = Files.move(project, folder.resolve("other project"));
        assertEquals(
                List.of(project
                        + ": is not there any more; put it back, or end this and name the folder that it is now"),
                looks(10));

        Files.move(elsewhere, project);
        drop("1.1.0");
        runtimeSays(DeploymentState.SERVING, "1.1.0");
        assertTrue(looks(10).get(0).startsWith("lines 1.1.0 SERVING"));
    }

    @Test
    void takesAFolderThatEachBuildMakesAnewForNoLostProject() throws IOException {
        Path target = built.getParent();
        development = new Development(new FinishedBuilds(BuildFolder.of(target)), deploy, registry);
        drop("1.0.0");
        runtimeSays(DeploymentState.SERVING, "1.0.0");
        looks(5);

        Files.delete(built);
        Files.delete(target);

        assertEquals(List.of(), looks(10));
    }

    @Test
    void tellsWhatTheMachineHasAgainstIt() throws IOException {
        Files.delete(deploy);
        BuiltJars.connector(built, "lines", "1.0.0", 10);

        List<String> told = looks(10);

        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).contains("the build cannot be taken over ("), told::toString);
    }

    @Test
    void refusesAPathThatIsNotThere() {
        Shell.Outcome outcome = new Shell(registry).in(folder).run("dev", "no-such-project");

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().startsWith("the runtime sees no 'no-such-project' in "), outcome.err());
        assertFalse(outcome.err().contains("watching"));
    }

    private void drop(String version) {
        BuiltJars.connector(built, "lines", version, 10);
        looks(5);
    }

    private void runtimeSays(DeploymentState state, String version, String... reasons) throws IOException {
        String sha256 = Sha256.of(deploy.resolve("dev-lines.jar"));
        Version parsed = Version.parseVersion(version);
        registry.deployments(List.of(Deployment.of(
                "dev-lines.jar", state, "org.example.built", parsed, List.of("lines"), sha256, List.of(reasons))));
    }

    /** Looks so often, 150 ms apart. */
    private List<String> looks(int count) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            now += Duration.ofMillis(150).toNanos();
            development.look(now).forEach(each -> told.add(each.text()));
        }
        return told;
    }

    private List<String> deployed() throws IOException {
        try (Stream<Path> files = Files.list(deploy)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }
}
