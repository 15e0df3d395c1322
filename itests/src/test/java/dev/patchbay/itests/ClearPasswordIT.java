package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.INVALID;
import static dev.patchbay.model.InstanceState.READY;
import static dev.patchbay.model.InstanceState.WAITING;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.model.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;

/** A password that somebody wrote into a .cfg in clear stays in that file, and nowhere else is it seen. */
public final class ClearPasswordIT {
    private static final String PASSWORD = "c0rrect-h0rse-Battery";

    @ClassRule
    public static final RunningHome HOME = RunningHome.withScripted();

    @After
    public void isSeenNowhereElse() throws Exception {
        assertFalse("in ConfigAdmin", storedConfigurations().contains(PASSWORD));
        assertEquals("on disk", List.of(), filesWithPassword());
        assertEquals("in the log", List.of(), HOME.log().with(PASSWORD));
    }

    @Test
    public void reachesTheConnectorAndNobodyElse() {
        HOME.cfg("connector.scripted~secret.cfg", "url=http://secret", "token=" + PASSWORD);
        HOME.await("scripted~secret", READY);
        assertEquals(PASSWORD, token("scripted~secret"));
        assertTrue(HOME.registry().settings(InstanceId.parse("scripted~secret")).stream()
                .noneMatch(each -> each.value().contains(PASSWORD)));

        HOME.cfg("connector.scripted~secret.cfg", "url=http://secret", "token=" + PASSWORD + "2");
        RunningHome.eventually().untilAsserted(() -> assertEquals(PASSWORD + "2", token("scripted~secret")));
    }

    @Test
    public void staysInAFileWhoseTypeIsNotInstalledAndNobodyKnowsWhichKeyIsThePassword() {
        HOME.cfg("connector.unheard.cfg", "url=http://unheard", "token=" + PASSWORD);
        HOME.await("unheard", WAITING);
        HOME.deploy(TestBundles.scripted("unheard", "1.0.0"));
        HOME.await("unheard", READY);
        assertEquals("http://unheard", HOME.servedUrl("unheard"));
        assertEquals(PASSWORD, token("unheard"));
    }

    @Test
    public void staysInAFileWithMisspeltKeysAndJunk() {
        HOME.cfg("connector.scripted~misspelt.cfg", "url=http://misspelt", "tokn=" + PASSWORD, PASSWORD);
        HOME.awaitTold("scripted~misspelt", INVALID, "line 3: has no '=' after a key");
        assertTrue(HOME.registry().why("scripted~misspelt").sentences().stream()
                .noneMatch(each -> each.contains(PASSWORD)));
    }

    /** What the connector has got; an operation of the scripted connector tells. */
    private static Object token(String id) {
        return HOME.handle(id).invoke("token", Map.of()).get("token");
    }

    private static String storedConfigurations() {
        String stored = new InnerConfigAdmin(HOME.context()).stored().toString();
        assertTrue("there are configurations", stored.contains("connector."));
        return stored;
    }

    private static List<String> filesWithPassword() throws IOException {
        try (Stream<Path> files = Files.walk(HOME.path())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(HOME.config()))
                    .filter(ClearPasswordIT::hasPassword)
                    .map(Path::toString)
                    .toList();
        }
    }

    private static boolean hasPassword(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PASSWORD);
        } catch (NoSuchFileException renamedMeanwhile) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
