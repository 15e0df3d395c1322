package dev.patchbay.itests;

import static dev.patchbay.model.DeploymentState.DUPLICATE;
import static dev.patchbay.model.DeploymentState.INCOMPATIBLE;
import static dev.patchbay.model.DeploymentState.LIBRARY;
import static dev.patchbay.model.DeploymentState.SERVING;
import static dev.patchbay.model.DeploymentState.SUPERSEDED;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.model.InstanceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.ClassRule;
import org.junit.Test;

/** JARs that take the place of others: what serves follows from what lies there, and the callers notice nothing. */
public final class JarReplaceIT {
    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    private static final DroppedJars JARS = new DroppedJars(HOME);

    @Test
    public void endsWithExactlyTheLastOfTenInASecond() {
        List<Path> versions = IntStream.range(0, 10)
                .mapToObj(each -> TestBundles.scripted("tenfold", "1.0." + each))
                .toList();
        HOME.deploy(versions.get(0), "tenfold.jar");
        new Callers(HOME, "tenfold").during(callers -> {
            versions.forEach(each -> HOME.deploy(each, "tenfold.jar"));
            JARS.awaitServing("tenfold~witness", "1.0.9");
            JARS.awaitWell("tenfold.jar", SERVING);
            String last = DroppedJars.sha256(versions.get(9));
            awaitOnly("tenfold", last);
            Set<String> ours = versions.stream()
                    .map(each -> DroppedJars.sha256(each) + ".jar")
                    .collect(Collectors.toSet());
            RunningHome.eventually().untilAsserted(() -> {
                Set<String> kept = JARS.stored();
                assertTrue(kept.toString(), kept.contains(last + ".jar"));
                assertTrue(kept.toString(), kept.stream().noneMatch(each -> each.endsWith(".tmp")));
                kept.retainAll(ours);
                assertTrue("the last and the one that served before it: " + kept, kept.size() <= 2);
            });
            callers.awaitCalls(100);
        });
    }

    @Test
    public void takesTheBytesOfARebuiltJarOfTheSameVersion() {
        Path first = HOME.deploy(TestBundles.scripted("rebuilt", "1.0.0"), "rebuilt.jar");
        String before = DroppedJars.sha256(first);
        new Callers(HOME, "rebuilt").during(callers -> {
            for (int build = 1; build <= 3; build++) {
                Path next = TestBundles.rebuilt(TestBundles.scripted("rebuilt", "1.0.0"), build);
                HOME.deploy(next, "rebuilt.jar");
                awaitOnly("rebuilt", DroppedJars.sha256(next));
                JARS.awaitWell("rebuilt.jar", SERVING);
                callers.awaitCalls(100);
            }
        });
        assertTrue("the first bytes are still kept", !JARS.stored().contains(before + ".jar"));
    }

    @Test
    public void tellsBytesApartThatAReproducibleBuildGaveTheSameSizeAndTime() throws IOException {
        Path one = TestBundles.rebuilt(TestBundles.scripted("reproduced", "1.0.0"), 1);
        Path two = TestBundles.rebuilt(TestBundles.scripted("reproduced", "1.0.0"), 2);
        assertEquals(Files.size(one), Files.size(two));
        FileTime epoch = FileTime.fromMillis(0);
        for (Path each : List.of(one, two, one)) {
            Path fresh = Files.copy(each, HOME.aside("reproduced.next"));
            Files.setLastModifiedTime(fresh, epoch);
            JARS.move(fresh, "reproduced.jar");
            awaitOnly("reproduced", DroppedJars.sha256(each));
        }
    }

    @Test
    public void saysThatAFileHoldsTheSameBytesAsAnotherAndServesOnWhenEitherIsDeleted() {
        Path first = HOME.deploy(TestBundles.scripted("copied", "1.0.0"), "copied.jar");
        new Callers(HOME, "copied").during(callers -> {
            HOME.deploy(first, "copied (1).jar");
            JARS.awaitTold("copied (1).jar", DUPLICATE, "holds the same bytes as 'copied.jar'; delete one of them");
            HOME.delete(first);
            JARS.awaitWell("copied (1).jar", SERVING);
            JARS.awaitGone("copied.jar");
            awaitOnly("copied", DroppedJars.sha256(HOME.deployed("copied (1).jar")));
            callers.awaitCalls(100);
        });
    }

    @Test
    public void letsTheFirstOfTwoWithTheSameVersionServeAndTheSecondWhenThatHasGone() {
        Path first = HOME.deploy(TestBundles.scripted("rival", "1.0.0"), "rival.jar");
        new Callers(HOME, "rival").during(callers -> {
            Path second = HOME.deploy(TestBundles.rebuilt(TestBundles.scripted("rival", "1.0.0"), 7), "a-rival.jar");
            JARS.awaitTold(
                    "a-rival.jar",
                    DUPLICATE,
                    "brings the same version of connector rival 1.0.0 as 'rival.jar', with other bytes",
                    "raise its version, or delete one of them");
            awaitOnly("rival", DroppedJars.sha256(first));
            HOME.delete(first);
            JARS.awaitWell("a-rival.jar", SERVING);
            awaitOnly("rival", DroppedJars.sha256(second));
            callers.awaitCalls(100);
        });
    }

    @Test
    public void letsTheSecondOfTwoWithTheSameVersionServeIfTheFirstCannot() {
        Path sound = TestBundles.scripted("lame", "1.0.0");
        JARS.put(BrokenJars.without(sound, "/Script.class"), "lame.jar");
        JARS.await("lame.jar", INCOMPATIBLE, "it uses 'dev.patchbay.itests.connector.Script'");
        HOME.deploy(sound, "lame-2.jar");
        JARS.await("lame-2.jar", SERVING);
        HOME.cfg("connector.lame.cfg", "url=http://lame");
        JARS.awaitServing("lame", "1.0.0");
        HOME.delete(HOME.deployed("lame.jar"));
        JARS.awaitWell("lame-2.jar", SERVING);
    }

    @Test
    public void servesOnWithTheOlderOfTwoWhenTheNewerCannotRun() {
        HOME.deploy(TestBundles.scripted("careful", "1.0.0"), "careful.jar");
        new Callers(HOME, "careful").during(callers -> {
            Path newer = HOME.deploy(TestBundles.scriptedImporting("careful", "2.0.0", "org.absent.lib"), "newer.jar");
            JARS.awaitTold(
                    "newer.jar", INCOMPATIBLE, "needs package org.absent.lib", "1.0.0 serves on ('careful.jar')");
            JARS.awaitWell("careful.jar", SERVING);
            assertEquals("1.0.0", HOME.servingVersion("careful~witness"));
            HOME.delete(newer);
            JARS.awaitGone("newer.jar");
            callers.awaitCalls(100);
        });
    }

    @Test
    public void servesOnWithWhatAFileHeldBeforeItWasOverwrittenByWhatCannotRun() {
        Path good = HOME.deploy(TestBundles.scripted("brittle", "1.0.0"), "brittle.jar");
        String before = DroppedJars.sha256(good);
        new Callers(HOME, "brittle").during(callers -> {
            HOME.deploy(TestBundles.scriptedImporting("brittle", "1.1.0", "org.absent.lib"), "brittle.jar");
            JARS.awaitTold(
                    "brittle.jar",
                    INCOMPATIBLE,
                    "needs package org.absent.lib",
                    "what it held before (connector brittle 1.0.0) goes on");
            JARS.put(BrokenJars.truncated(TestBundles.scripted("brittle", "1.0.0"), 30), "brittle.jar");
            HOME.awaitFileTold("brittle.jar", "brittle.jar", "it ends before its table of contents");
            assertEquals("1.0.0", HOME.servingVersion("brittle~witness"));
            assertTrue(JARS.stored().contains(before + ".jar"));

            HOME.deploy(TestBundles.scripted("brittle", "1.2.0"), "brittle.jar");
            JARS.awaitServing("brittle~witness", "1.2.0");
            JARS.awaitWell("brittle.jar", SERVING);
            awaitOnly("brittle", DroppedJars.sha256(TestBundles.scripted("brittle", "1.2.0")));
            callers.awaitCalls(100);
        });
    }

    @Test
    public void stopsNothingWhenAFileIsMovedOverAnother() throws IOException {
        HOME.deploy(TestBundles.scripted("moved", "1.0.0"), "moved.jar");
        new Callers(HOME, "moved").during(callers -> {
            Path newer = HOME.deploy(TestBundles.scripted("moved", "1.1.0"), "moved-1.1.0.jar");
            JARS.await("moved.jar", SUPERSEDED, "1.1.0 serves ('moved-1.1.0.jar')");
            JARS.move(newer, "moved.jar");
            JARS.awaitGone("moved-1.1.0.jar");
            JARS.awaitWell("moved.jar", SERVING);
            awaitOnly("moved", DroppedJars.sha256(TestBundles.scripted("moved", "1.1.0")));

            JARS.put(new byte[0], "moved-too.jar");
            HOME.awaitFileTold("moved-too.jar", "moved-too.jar", "it is empty");
            JARS.move(HOME.deployed("moved.jar"), "moved-too.jar");
            JARS.awaitGone("moved.jar");
            JARS.awaitWell("moved-too.jar", SERVING);
            callers.awaitCalls(100);
        });
    }

    @Test
    public void keepsToThePinWhenAFileIsOverwritten() {
        HOME.deploy(TestBundles.scripted("pinned", "1.2.0"), "pinned.jar");
        HOME.cfg("connector.pinned~old.cfg", "url=http://old", "version=[1,2)");
        new Callers(HOME, "pinned").during(callers -> {
            JARS.awaitServing("pinned~old", "1.2.0");
            HOME.deploy(TestBundles.scripted("pinned", "2.0.0"), "pinned.jar");
            HOME.awaitTold("pinned~old", InstanceState.INCOMPATIBLE, "'version' is [1.0.0,2.0.0)", "only 2.0.0");
            JARS.awaitServing("pinned~witness", "2.0.0");
            HOME.deploy(TestBundles.scripted("pinned", "1.3.0"), "pinned-1.3.0.jar");
            JARS.awaitServing("pinned~old", "1.3.0");
            JARS.awaitWell("pinned-1.3.0.jar", SERVING);
            JARS.awaitWell("pinned.jar", SERVING);

            HOME.delete(HOME.config().resolve("connector.pinned~old.cfg"));
            JARS.await("pinned-1.3.0.jar", SUPERSEDED, "2.0.0 serves");
            awaitOnly("pinned", DroppedJars.sha256(TestBundles.scripted("pinned", "2.0.0")));
            callers.awaitCalls(100);
        });
    }

    @Test
    public void comesUpAndGoesDownWithTheLibraryThatItNeeds() {
        HOME.deploy(
                TestBundles.scriptedImporting("bookish", "1.0.0", "org.example.books;version='[1,3)'"), "bookish.jar");
        HOME.cfg("connector.bookish.cfg", "url=http://bookish");
        JARS.awaitTold("bookish.jar", INCOMPATIBLE, "needs package org.example.books", "drop the library's bundle");

        HOME.deploy(library("1.0.0"), "books.jar");
        JARS.awaitWell("bookish.jar", SERVING);
        JARS.awaitWell("books.jar", LIBRARY);
        JARS.awaitServing("bookish", "1.0.0");

        HOME.deploy(library("2.0.0"), "books.jar");
        awaitOnly("books", DroppedJars.sha256(library("2.0.0")));
        JARS.awaitServing("bookish", "1.0.0");
        JARS.awaitWell("bookish.jar", SERVING);

        HOME.delete(HOME.deployed("books.jar"));
        JARS.awaitTold("bookish.jar", INCOMPATIBLE, "needs package org.example.books");
        HOME.deploy(library("1.0.0"), "books.jar");
        JARS.awaitServing("bookish", "1.0.0");
        JARS.awaitWell("bookish.jar", SERVING);
    }

    @Test
    public void leavesAloneWhatIsNoFileAndTakesTheFileThatComesInItsPlace() throws IOException {
        Files.createDirectory(HOME.deployed("folder.jar"));
        Files.createSymbolicLink(HOME.deployed("dangling.jar"), HOME.aside("nowhere.jar"));
        HOME.deploy(TestBundles.scripted("beside", "1.0.0"), "beside.jar");
        JARS.awaitWell("beside.jar", SERVING);
        assertEquals(List.of(), JARS.problems("folder.jar"));
        assertEquals(List.of(), JARS.problems("dangling.jar"));
        Files.delete(HOME.deployed("folder.jar"));
        HOME.deploy(TestBundles.scripted("folder", "1.0.0"), "folder.jar");
        HOME.deploy(TestBundles.scripted("dangling", "1.0.0"), "dangling.jar");
        JARS.awaitWell("folder.jar", SERVING);
        JARS.awaitWell("dangling.jar", SERVING);
    }

    private static Path library(String version) {
        return TestBundles.empty(
                "books",
                version,
                Map.of("Export-Package", "org.example.books;version=" + version + ";-noimport:=true"));
    }

    /** Waits until one bundle of that name is there, with these bytes. */
    private static void awaitOnly(String name, String sha256) {
        RunningHome.eventually().untilAsserted(() -> {
            Set<String> bundles = JARS.bundles(name);
            assertEquals(bundles.toString(), 1, bundles.size());
            assertTrue(bundles.toString(), bundles.iterator().next().endsWith("/" + sha256));
        });
    }
}
