package dev.patchbay.itests;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Hosts as others write them, each in a process with a class path of its own. */
public final class HostProcessIT {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path home;

    @Before
    public void makeAHome() throws IOException {
        home = folder.getRoot().toPath().toRealPath().resolve("home");
        Files.createDirectories(home.resolve("deploy"));
        Files.createDirectories(home.resolve("config"));
        Files.copy(TestBundles.scripted("1.0.0"), home.resolve("deploy/scripted.jar"));
        Files.writeString(home.resolve("config/connector.scripted~plain.cfg"), "url=http://plain\n");
    }

    @Test
    public void servesAHostThatHasNothingButTheLauncher() throws Exception {
        List<String> said = HostProcess.run(folder.getRoot().toPath(), "PlainHost", home);
        assertSaid(said, "pulled 25");
        assertSaid(said, "health UP");
        assertSaid(said, "left 0");
    }

    @Test
    public void servesAHostWithItsOwnLoggingItsOwnJacksonAndItsOwnConnector() throws Exception {
        List<String> said = HostProcess.run(folder.getRoot().toPath(), "OwnHost", home, "own");
        assertSaid(said, "own 3");
        assertSaid(said, "scripted 25");
        assertSaid(said, "jackson 2");
        assertSaid(said, "INFO dev.patchbay.itests.host.OwnHost - the host logs");
        assertSaid(said, "INFO dev.patchbay.launcher.Patchbay - runs on " + home);
        assertSaid(said, "INFO dev.patchbay.registry.");
    }

    private static void assertSaid(List<String> said, String words) {
        assertTrue(words + " is not in " + said, said.stream().anyMatch(line -> line.contains(words)));
    }
}
