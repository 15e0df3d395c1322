package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.ACTIVE;
import static dev.patchbay.model.InstanceState.DRAINING;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TestName;

/** However files of config/ are changed, what they say is what serves, and callers of others notice nothing. */
public final class CfgFilesIT {
    private static final RunningHome HOME = RunningHome.withScripted();
    private static final Callers CALLERS = new Callers(HOME);

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(HOME).around(CALLERS);

    @Rule
    public final TestName test = new TestName();

    @Test
    public void followsAFileThatIsReplacedByRename() {
        HOME.replaceCfg("connector.scripted~renamed.cfg", "url=http://one");
        awaitUrl("scripted~renamed", "http://one");
        for (String url : new String[] {"http://two", "http://three", "http://four"}) {
            HOME.replaceCfg("connector.scripted~renamed.cfg", "url=" + url);
            awaitUrl("scripted~renamed", url);
        }
    }

    @Test
    public void followsAFileThatIsEditedInPlaceToTheSameLength() throws IOException {
        Path file = HOME.cfg("connector.scripted~edited.cfg", "url=http://one");
        awaitUrl("scripted~edited", "http://one");
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek("url=http://".length());
            open.write("two".getBytes());
        }
        awaitUrl("scripted~edited", "http://two");
    }

    @Test
    public void followsTheSymlinkSwapOfAMountedVolume() throws IOException {
        String name = "connector.scripted~mounted.cfg";
        Path links = HOME.config();
        Path data = links.resolve("..data");
        Files.createSymbolicLink(
                data, version(links, "..2024_1", name, "url=http://one").getFileName());
        Files.createSymbolicLink(links.resolve(name), Path.of("..data", name));
        awaitUrl("scripted~mounted", "http://one");

        swap(data, version(links, "..2024_2", name, "url=http://two"));
        awaitUrl("scripted~mounted", "http://two");

        swap(data, version(links, "..2024_3", "another.txt", "nothing"));
        HOME.delete(links.resolve(name));
        HOME.awaitGone("scripted~mounted");
    }

    @Test
    public void takesTheLastOfManyQuickChanges() {
        for (int i = 0; i <= 200; i++) {
            HOME.replaceCfg("connector.scripted~quick.cfg", "url=http://" + i);
        }
        awaitUrl("scripted~quick", "http://200");
    }

    @Test
    public void endsTheCallsInFlightOfAnInstanceWhoseFileIsDeleted() throws IOException {
        Path gate = HOME.aside("gate");
        Path file = HOME.cfg("connector.scripted~deleted.cfg", "url=http://deleted", "pull=wait", "gate=" + gate);
        HOME.await("scripted~deleted", READY);
        ConnectorHandle handle = HOME.handle("scripted~deleted");
        CompletableFuture<Integer> inFlight = CompletableFuture.supplyAsync(() -> RunningHome.pull(handle));
        HOME.awaitWhy("scripted~deleted", "1 call is under way");

        HOME.delete(file);
        HOME.await("scripted~deleted", DRAINING);
        assertFalse(inFlight);
        ConnectorException refused = assertThrows(ConnectorException.class, () -> RunningHome.pull(handle));
        assertEquals(ErrorCode.CONNECTOR_NOT_FOUND, refused.code());

        Files.createFile(gate);
        assertEquals(10, (int) inFlight.join());
        HOME.awaitGone("scripted~deleted");

        HOME.cfg("connector.scripted~deleted.cfg", "url=http://again");
        awaitUrl("scripted~deleted", "http://again");
        assertEquals("the handle of before serves again", 10, RunningHome.pull(handle));
    }

    @Test
    public void endsACallInFlightOnTheSettingsWithWhichItBegan() throws IOException {
        Path gate = HOME.aside("gate-of-old");
        HOME.cfg("connector.scripted~inflight.cfg", "url=http://old", "pull=wait", "gate=" + gate);
        HOME.await("scripted~inflight", READY);
        ConnectorHandle handle = HOME.handle("scripted~inflight");
        CompletableFuture<Integer> inFlight = CompletableFuture.supplyAsync(() -> RunningHome.pull(handle));
        HOME.awaitWhy("scripted~inflight", "1 call is under way");

        HOME.cfg("connector.scripted~inflight.cfg", "url=http://new", "page.size=3");
        awaitUrl("scripted~inflight", "http://new");
        assertFalse(inFlight);
        assertEquals(3, RunningHome.pull(handle));
        Files.createFile(gate);
        assertEquals(10, (int) inFlight.join());
        assertEquals(ACTIVE, HOME.status("scripted~inflight").state());
    }

    @Test
    public void failsNoCallWhileTheFileOfTheInstanceChanges() {
        for (int size = 1; size <= 30; size++) {
            HOME.replaceCfg("connector.scripted~witness.cfg", "url=http://witness/" + size, "page.size=" + size);
            awaitUrl("scripted~witness", "http://witness/" + size);
            CALLERS.awaitCalls(Callers.THREADS);
        }
    }

    @Test
    public void leavesFilesOfOthersToThem() {
        HOME.cfg("some.other.pid.cfg", "key=value");
        HOME.cfg("connectors.txt", "no configuration");
        HOME.cfg("connector.scripted~neighbour.cfg.tmp", "url=http://unfinished");
        HOME.cfg("connector.scripted~neighbour.cfg", "url=http://neighbour");
        awaitUrl("scripted~neighbour", "http://neighbour");
        assertTrue(HOME.registry().problems().isEmpty());
    }

    private static Path version(Path folder, String name, String file, String line) throws IOException {
        Path version = Files.createDirectory(folder.resolve(name));
        Files.writeString(version.resolve(file), line + "\n");
        return version;
    }

    /** As the kubelet does it: a new link is renamed over the old one. */
    private static void swap(Path link, Path to) throws IOException {
        Path fresh = Files.createSymbolicLink(link.resolveSibling("..data_tmp"), to.getFileName());
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void assertFalse(CompletableFuture<?> done) {
        assertTrue("the call has ended already", !done.isDone());
    }

    private static void awaitUrl(String id, String url) {
        RunningHome.eventually().ignoreExceptions().untilAsserted(() -> assertEquals(url, HOME.servedUrl(id)));
    }
}
