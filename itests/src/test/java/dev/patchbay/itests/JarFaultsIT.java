package dev.patchbay.itests;

import static dev.patchbay.model.DeploymentState.INCOMPATIBLE;
import static dev.patchbay.model.DeploymentState.SERVING;
import static dev.patchbay.model.DeploymentState.UNSOUND;
import static dev.patchbay.model.InstanceState.READY;
import static dev.patchbay.model.InstanceState.WAITING;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.api.ConnectorHandle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** JARs that cannot be used, in every way that happens to files: told, harmless, and good again when they are mended. */
public final class JarFaultsIT {
    private static final RunningHome HOME = RunningHome.withScripted();
    private static final Callers CALLERS = new Callers(HOME);
    private static final DroppedJars JARS = new DroppedJars(HOME);

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(HOME).around(CALLERS);

    @Test
    public void tellsThatAByteIsWrong() {
        JARS.put(BrokenJars.flipped(TestBundles.scripted("flipped", "1.0.0")), "flipped.jar");
        assertToldAndHeals("flipped", "its entry 'dev/patchbay/itests/connector/", "is damaged", "copy it again");
    }

    @Test
    public void tellsThatTheEndIsMissing() {
        JARS.put(BrokenJars.truncated(TestBundles.scripted("truncated", "1.0.0"), 60), "truncated.jar");
        assertToldAndHeals("truncated", "it ends before its table of contents; copy it again to its end");
    }

    @Test
    public void tellsThatAFileIsEmpty() {
        JARS.put(new byte[0], "hollow.jar");
        assertToldAndHeals("hollow", "it is empty; copy it again");
    }

    @Test
    public void tellsThatAFileIsNoZip() {
        JARS.put("<html>404 Not Found</html>".getBytes(StandardCharsets.UTF_8), "text.jar");
        assertToldAndHeals("text", "it is no JAR, nor any other ZIP");
    }

    @Test
    public void tellsThatAZipIsNoBundle() {
        JARS.put(BrokenJars.noBundle(), "plain.jar");
        assertToldAndHeals("plain", "bundle");
    }

    @Test
    public void tellsOfABomb() {
        JARS.put(BrokenJars.bomb(), "bomb.jar");
        assertToldAndHeals("bomb", "it expands to more than 100 times its size");
    }

    @Test
    public void tellsThatAFileIsHugeWithoutCopyingIt() {
        Path huge = HOME.aside("huge.zip");
        BrokenJars.sparse(huge, 4L << 30);
        JARS.move(huge, "huge.jar");
        assertToldAndHeals("huge", "it is bigger than the 512 MB that a JAR may be");
    }

    @Test
    public void tellsThatAFileCannotBeRead() throws IOException {
        Path speedless = Path.of("/sys/class/net/lo/speed");
        assumeTrue("only Linux has a file whose bytes not even root can read", Files.isReadable(speedless));
        Files.createSymbolicLink(HOME.deployed("unreadable.jar"), speedless);
        assertToldAndHeals("unreadable", "it cannot be taken in: Invalid argument; see to that", "it is tried again");
    }

    @Test
    public void namesWhatAConnectorLacksBeforeAnythingOfItStarts() {
        JARS.put(BrokenJars.without(TestBundles.scripted("gapped", "1.0.0"), "/Script.class"), "gapped.jar");
        JARS.awaitTold("gapped.jar", INCOMPATIBLE, "it uses 'dev.patchbay.itests.connector.Script'", "build it again");
        assertFalse(HOME.registry().has("gapped"));
        HOME.deploy(TestBundles.scripted("gapped", "1.0.0"), "gapped.jar");
        JARS.awaitWell("gapped.jar", SERVING);
    }

    @Test
    public void tellsThatAConnectorWasBuiltForALaterContract() {
        String two = "dev.patchbay.spi;version='[2.0,3)',dev.patchbay.model;version='[2.0,3)'";
        HOME.deploy(TestBundles.scriptedImporting("later", "2.0.0", two), "later.jar");
        JARS.awaitTold(
                "later.jar",
                INCOMPATIBLE,
                "built for dev.patchbay.model and dev.patchbay.spi [2.0.0,3.0.0)",
                "this runtime offers 1.",
                "or Patchbay 2.x");
        HOME.awaitWhy("later", "built for dev.patchbay.model and dev.patchbay.spi");
        assertFalse(HOME.registry().has("later"));
    }

    @Test
    public void refusesASecondContractBeforeItIsInstalled() {
        HOME.deploy(TestBundles.contract("2.0.0"), "contract.jar");
        JARS.awaitTold(
                "contract.jar",
                UNSOUND,
                "exports 'dev.patchbay.api', 'dev.patchbay.model', 'dev.patchbay.spi', as only the runtime may",
                "delete it");
        assertEquals(Set.of(), JARS.bundles("dev.patchbay.api"));
        String two = "dev.patchbay.spi;version='[2.0,3)',dev.patchbay.model;version='[2.0,3)'";
        HOME.deploy(TestBundles.scriptedImporting("companion", "2.0.0", two), "companion.jar");
        JARS.awaitTold("companion.jar", INCOMPATIBLE, "this runtime offers 1.");
    }

    @Test
    public void waitsForTheEndOfASlowCopyAndTellsOfNothing() throws IOException {
        copySlowly(TestBundles.scripted("slow", "1.0.0"), "slow.jar");
        JARS.awaitWell("slow.jar", SERVING);
        assertEquals(List.of(), HOME.log().with("slow.jar", "it ends before"));
        assertEquals(List.of(), HOME.log().with("slow.jar", "empty"));
    }

    @Test
    public void servesOnWhileItsFileIsSlowlyOverwritten() throws IOException {
        HOME.deploy(TestBundles.scripted("overwritten", "1.0.0"), "overwritten.jar");
        HOME.cfg("connector.overwritten.cfg", "url=http://overwritten");
        HOME.await("overwritten", READY);
        ConnectorHandle handle = HOME.handle("overwritten");
        copySlowly(
                TestBundles.scripted("overwritten", "1.1.0"),
                "overwritten.jar",
                () -> assertEquals(10, RunningHome.pull(handle)));
        JARS.awaitServing("overwritten", "1.1.0");
        JARS.awaitWell("overwritten.jar", SERVING);
        assertEquals(List.of(), HOME.log().with("'overwritten.jar'", "it ends before"));
    }

    @Test
    public void letsACallEndWhoseJarIsDeleted() throws IOException {
        Path gate = HOME.aside("gate-of-deleted");
        Path jar = HOME.deploy(TestBundles.scripted("deleted", "1.0.0"), "deleted.jar");
        HOME.cfg("connector.deleted.cfg", "url=http://deleted", "pull=wait", "gate=" + gate);
        HOME.await("deleted", READY);
        ConnectorHandle handle = HOME.handle("deleted");
        CompletableFuture<Integer> call = CompletableFuture.supplyAsync(() -> RunningHome.pull(handle));
        RunningHome.eventually().until(() -> HOME.threadsIn("ScriptedConnector.pull") == 1);

        HOME.delete(jar);
        HOME.await("deleted", WAITING);
        assertFalse("the call has ended before its time", call.isDone());
        Files.createFile(gate);
        assertEquals(10, call.join().intValue());
        RunningHome.eventually().untilAsserted(() -> assertEquals(Set.of(), JARS.bundles(".deleted")));
        JARS.awaitGone("deleted.jar");
    }

    /** In pieces, with pauses that are longer than a file must be quiet to be looked at. */
    private static void copySlowly(Path jar, String file, Runnable... beside) throws IOException {
        byte[] bytes = BrokenJars.bytes(jar);
        int piece = bytes.length / 5 + 1;
        try (OutputStream out = Files.newOutputStream(HOME.deployed(file))) {
            for (int at = 0; at < bytes.length; at += piece) {
                CALLERS.awaitCalls(300);
                assertEquals(List.of(), JARS.problems(file));
                out.write(bytes, at, Math.min(piece, bytes.length - at));
                for (Runnable each : beside) {
                    each.run();
                }
            }
        }
    }

    /** The file {@code type.jar} is told of, leaves nothing inside, and a sound one in its place serves. */
    private static void assertToldAndHeals(String type, String... words) {
        String file = type + ".jar";
        JARS.awaitTold(file, UNSOUND, words);
        assertEquals(Set.of(), JARS.bundles("." + type));
        assertTrue(JARS.stored().stream().noneMatch(each -> each.endsWith(".tmp")));
        Path sound = TestBundles.scripted(type, "1.0.0");
        HOME.deploy(sound, file);
        JARS.awaitWell(file, SERVING);
        assertTrue(HOME.registry().has(type));
        assertTrue(JARS.stored().contains(DroppedJars.sha256(sound) + ".jar"));
    }
}
