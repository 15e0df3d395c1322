package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.DISABLED;
import static dev.patchbay.model.InstanceState.READY;
import static dev.patchbay.model.InstanceState.WAITING;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.patchbay.model.InstanceId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What happened to the files while the runtime was down is true when {@code start()} returns: nothing is waited for. */
public final class DowntimeIT {

    @Rule
    public final RunningHome home = RunningHome.withScripted();

    @Test
    public void hasTakenInWhatWasAddedChangedAndDeletedWhileItWasDown() {
        Path kept = home.cfg("connector.scripted~kept.cfg", "url=http://kept");
        home.cfg("connector.scripted~changed.cfg", "url=http://before");
        Path deleted = home.cfg("connector.scripted~deleted.cfg", "url=http://deleted");
        home.await("scripted~kept", READY);
        home.await("scripted~changed", READY);
        home.await("scripted~deleted", READY);

        home.stop();
        home.cfg("connector.scripted~changed.cfg", "url=http://after!");
        home.cfg("connector.scripted~added.cfg", "url=http://added");
        home.delete(deleted);
        home.start();

        assertEquals("http://kept", home.servedUrl("scripted~kept"));
        assertEquals(kept.getFileName().toString(), home.status("scripted~kept").source());
        assertEquals("http://after!", home.servedUrl("scripted~changed"));
        assertEquals("http://added", home.servedUrl("scripted~added"));
        assertFalse(home.find("scripted~deleted").isPresent());
    }

    @Test
    public void countsAJarThatVanishedWhileItWasDownAsGone() {
        home.cfg("connector.scripted.cfg", "url=http://here");
        home.await("scripted", READY);
        home.stop();
        home.delete(home.deployed("scripted-1.0.0.jar"));
        home.start();
        home.await("scripted", WAITING);

        home.stop();
        home.deploy(TestBundles.scripted("1.0.0"));
        home.start();
        assertEquals("http://here", home.servedUrl("scripted"));
    }

    @Test
    public void makesAnewTheCopiesThatWereDamagedWhileItWasDown() throws IOException {
        home.cfg("connector.scripted.cfg", "url=http://here");
        home.await("scripted", READY);
        home.stop();
        Files.move(home.path().resolve("data/cache"), home.path().resolve("data/cache-before"));
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(home.path().resolve("data/bundles"))) {
            for (Path copy : copies) {
                // Cut off, so that it cannot even be opened.
                Files.write(copy, Arrays.copyOf(Files.readAllBytes(copy), 1000));
            }
        }
        home.start();
        home.await("scripted", READY);
        assertEquals("http://here", home.servedUrl("scripted"));
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(List.of(), home.registry().problems()));
    }

    @Test
    public void keepsWhatAnOperatorDecidedAndNeverEditsTheFile() throws IOException {
        Path file = home.cfg("connector.scripted.cfg", "url=http://off");
        home.await("scripted", READY);
        home.registry().disable(InstanceId.parse("scripted"));
        assertEquals(DISABLED, home.status("scripted").state());

        home.stop();
        home.start();
        assertEquals(DISABLED, home.status("scripted").state());
        assertEquals("url=http://off\n", Files.readString(file));

        home.registry().enable(InstanceId.parse("scripted"));
        assertEquals("http://off", home.servedUrl("scripted"));
    }
}
