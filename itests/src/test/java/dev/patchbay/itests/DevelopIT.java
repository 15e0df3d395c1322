package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Console;
import dev.patchbay.api.Verbs;
import dev.patchbay.model.DeploymentState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** An author builds again and again while {@code dev} watches, and a runtime serves what was built. */
public final class DevelopIT {
    @Rule
    public final RunningHome home = RunningHome.empty();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final DroppedJars jars = new DroppedJars(home);
    private Path target;
    private Thread author;

    @Before
    public void watch() throws IOException {
        Path project = Files.createDirectories(home.aside("project"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        target = project.resolve("target");
        Verbs verbs = home.context().getService(home.context().getServiceReference(Verbs.class));
        Console console = Console.builder(printing(out), printing(err))
                .directory(project.getParent())
                .build();
        author = new Thread(() -> verbs.run(List.of("dev", "project"), console), "author");
        author.start();
        RunningHome.eventually().until(() -> err.toString().startsWith("watching " + target + ";"));
    }

    @After
    public void leave() throws InterruptedException {
        author.interrupt();
        author.join();
    }

    @Test
    public void servesEachBuildAndNoCallerNotices() throws IOException {
        build("1.0.0");
        awaitTold("scripted 1.0.0 SERVING; no instance yet");
        new Callers(home, "scripted").during(callers -> {
            awaitTold("scripted 1.0.0 SERVING; scripted~witness");
            for (int minor = 1; minor <= 3; minor++) {
                String version = "1." + minor + ".0";
                clean();
                callers.awaitCalls(50);
                build(version);
                awaitTold("scripted " + version + " SERVING; scripted~witness");
                assertEquals(version, home.servingVersion("scripted~witness"));
            }
        });
        assertEquals(List.of("dev-scripted.jar"), deployed());
    }

    @Test
    public void endsWithTheLastOfManyBuildsInQuickSuccession() throws IOException {
        for (int each = 0; each < 10; each++) {
            build("1.0." + each);
        }
        awaitTold("scripted 1.0.9 SERVING");
        assertEquals(List.of("dev-scripted.jar"), deployed());
    }

    @Test
    public void takesABuildOfTheSameVersionThatHasOtherBytes() {
        build(TestBundles.scripted("1.0.0"));
        awaitTold("scripted 1.0.0 SERVING");
        Path again = TestBundles.rebuilt(TestBundles.scripted("1.0.0"), 1);
        build(again);
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(
                        DroppedJars.sha256(again),
                        jars.find("dev-scripted.jar").orElseThrow().sha256()));
        RunningHome.eventually().until(() -> told().size() >= 2);
    }

    @Test
    public void tellsOfABrokenBuildAndServesOnWithTheOneBefore() throws IOException {
        build("1.0.0");
        awaitTold("scripted 1.0.0 SERVING");
        Files.write(target.resolve("scripted.jar"), BrokenJars.flipped(TestBundles.scripted("1.1.0")));
        awaitTold("is damaged", "; 1.0.0 serves on");
        assertEquals(
                DroppedJars.sha256(TestBundles.scripted("1.0.0")),
                DroppedJars.sha256(home.deployed("dev-scripted.jar")));

        build(TestBundles.scriptedImporting("scripted", "1.1.0", "org.absent.lib"));
        awaitTold("scripted 1.1.0 INCOMPATIBLE; ", "needs package org.absent.lib");
        build("1.2.0");
        awaitTold("scripted 1.2.0 SERVING");
    }

    @Test
    public void tellsWhatStandsInTheWay() {
        home.deploy(TestBundles.rebuilt(TestBundles.scripted("1.0.0"), 7), "by-hand.jar");
        jars.await("by-hand.jar", DeploymentState.SERVING);
        build("1.0.0");
        awaitTold("scripted 1.0.0 DUPLICATE", "as 'by-hand.jar'");
        home.delete(home.deployed("by-hand.jar"));
        awaitTold("scripted 1.0.0 SERVING");
    }

    @Test
    public void leavesWhatItDroppedWhenItEnds() throws InterruptedException {
        build("1.0.0");
        awaitTold("scripted 1.0.0 SERVING");
        author.interrupt();
        author.join();
        assertTrue(
                err.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8)
                        .endsWith("deploy/dev-scripted.jar stays there; delete it to be rid of it\n"));
        jars.await("dev-scripted.jar", DeploymentState.SERVING);
    }

    private void build(String version) {
        build(TestBundles.scripted(version));
    }

    /** As a build writes it: in place, not by renaming. */
    private void build(Path made) {
        try {
            Files.createDirectories(target);
            Files.copy(made, target.resolve("scripted.jar"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As {@code mvn clean} does it. */
    private void clean() {
        home.delete(target.resolve("scripted.jar"));
        home.delete(target);
    }

    private void awaitTold(String... words) {
        RunningHome.eventually()
                .untilAsserted(() -> assertTrue(
                        told() + " and nothing last with " + List.of(words),
                        !told().isEmpty() && Stream.of(words).allMatch(told().get(told().size() - 1)::contains)));
    }

    private List<String> told() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> deployed() throws IOException {
        try (Stream<Path> files = Files.list(home.deployed("."))) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }

    private static PrintStream printing(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }
}
