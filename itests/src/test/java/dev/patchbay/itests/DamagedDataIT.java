package dev.patchbay.itests;

import static dev.patchbay.model.DeploymentState.SERVING;
import static dev.patchbay.model.DeploymentState.STARTING;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.model.DeploymentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What happened to deploy/ and data/ while the runtime was down: it serves again, and says what it found. */
public final class DamagedDataIT {
    private static final String JAR = "scripted-1.0.0.jar";

    @Rule
    public final RunningHome home = RunningHome.withScripted();

    private final DroppedJars jars = new DroppedJars(home);
    private Path copy;

    @Before
    public void serve() {
        copy = home.path().resolve("data/bundles/" + sha256() + ".jar");
        home.cfg("connector.scripted.cfg", "url=http://there");
        jars.awaitWell(JAR, SERVING);
        RunningHome.eventually().until(() -> Files.exists(home.path().resolve("data/serving.json")));
    }

    @Test
    public void servesWithoutItsCacheAndWithADamagedOne() throws IOException {
        home.stop();
        deleteAll(home.path().resolve("data/cache"));
        home.start();
        assertServes();

        home.stop();
        try (Stream<Path> files = Files.walk(home.path().resolve("data/cache"))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.write(each, new byte[] {1, 2, 3});
            }
        }
        home.start();
        assertServes();
        home.awaitLogged("the cache was changed or damaged");
    }

    @Test
    public void servesAfterAStartWhoseCacheWasTakenAwayWhileItRan() throws IOException {
        deleteAll(home.path().resolve("data/cache"));
        home.stop();
        home.start();
        assertServes();
    }

    @Test
    public void makesTheCopiesOfItsJarsAnewThatWereDeletedOrDamaged() throws IOException {
        home.stop();
        deleteAll(home.path().resolve("data/bundles"));
        home.start();
        jars.awaitWell(JAR, SERVING);
        assertServes();
        home.awaitLogged(JAR, "was lost, and is made anew");

        home.stop();
        Files.write(copy, BrokenJars.flipped(copy));
        deleteAll(home.path().resolve("data/cache"));
        home.start();
        jars.awaitWell(JAR, SERVING);
        jars.awaitServing("scripted", "1.0.0");
        assertEquals(sha256(), DroppedJars.sha256(copy));
    }

    @Test
    public void takesDeployInAnewIfItsTableIsLostOrUnreadable() throws IOException {
        Path table = home.path().resolve("data/serving.json");
        home.stop();
        Files.delete(table);
        home.start();
        jars.awaitWell(JAR, SERVING);
        assertServes();
        RunningHome.eventually().until(() -> Files.exists(table));

        for (String content : List.of("", Files.readString(table).substring(0, 90), "\0\0\0\0", "{\"files\":7}")) {
            home.stop();
            Files.writeString(table, content);
            home.start();
            jars.awaitWell(JAR, SERVING);
            assertServes();
            RunningHome.eventually().until(() -> Files.exists(table) && Files.size(table) > 90);
        }
        home.awaitLogged("serving.json", "could not be read and was moved to");
    }

    @Test
    public void servesOnWithWhatAFileHeldBeforeItWasSpoiltAlsoAfterAStart() {
        jars.put(BrokenJars.truncated(TestBundles.scripted("1.1.0"), 40), JAR);
        home.awaitFileTold(JAR, JAR, "it ends before its table of contents", "what it held before");
        for (int start = 0; start < 2; start++) {
            home.stop();
            home.start();
            assertServes();
            home.awaitFileTold(JAR, JAR, "it ends before its table of contents", "what it held before");
        }
        home.deploy(TestBundles.scripted("1.1.0"), JAR);
        jars.awaitServing("scripted", "1.1.0");
        jars.awaitWell(JAR, SERVING);
    }

    @Test
    public void hasTakenInWhatWasDoneToItsJarsWhileItWasDown() {
        home.deploy(TestBundles.scripted("other", "1.0.0"), "other.jar");
        jars.awaitWell("other.jar", SERVING);
        home.stop();
        home.deploy(TestBundles.scripted("1.2.0"), JAR);
        home.delete(home.deployed("other.jar"));
        home.deploy(TestBundles.scripted("added", "1.0.0"), "added.jar");
        home.start();
        jars.awaitWell("added.jar", SERVING);
        jars.awaitServing("scripted", "1.2.0");
        jars.awaitGone("other.jar");
        assertFalse(home.registry().has("other"));
        assertEquals(Set.of(), jars.bundles(".other"));
        home.awaitLogged("'other.jar'", "was deleted while nothing ran");
        assertFalse(jars.stored().contains(DroppedJars.sha256(TestBundles.scripted("other", "1.0.0")) + ".jar"));
    }

    @Test
    public void startsAndStopsWithAnActivatorThatNeverReturns() throws IOException {
        Path gate = home.aside("gate");
        Map<String, String> header = Map.of("Gate", gate.toString());
        home.deploy(TestBundles.activated("stuck", "1.0.0", "StubbornActivator", header), "stuck.jar");
        jars.await("stuck.jar", STARTING, "StubbornActivator.start");
        home.stop();
        assertTrue("it has not returned", home.threadsIn("StubbornActivator.start") > 0);
        home.start();
        assertServes();
        jars.awaitTold("stuck.jar", STARTING, "its activator has not returned yet", "StubbornActivator.start");
        home.delete(home.deployed("stuck.jar"));
        jars.awaitGone("stuck.jar");
        Files.createFile(gate);
        RunningHome.eventually().untilAsserted(() -> assertEquals(Set.of(), jars.bundles(".stuck")));
    }

    private void assertServes() {
        assertEquals("1.0.0", home.servingVersion("scripted"));
        assertEquals(DeploymentState.SERVING, jars.find(JAR).orElseThrow().state());
    }

    private static String sha256() {
        return DroppedJars.sha256(TestBundles.scripted("1.0.0"));
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
