package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;

import dev.patchbay.itests.child.RotatingRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A runtime that dies while a rotated token is being kept, or before it is first used, works after its next start. */
public final class SecretStoreCrashIT {
    private static final int CRASHES = Endurance.times(4, 60);
    private static final int LONGEST_STORE = 20_000;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final long seed = Long.getLong("patchbay.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int starts;

    @Before
    public void prepare() throws IOException {
        Path home = home();
        for (String each : List.of("config", "secrets")) {
            Files.createDirectories(home.resolve(each));
        }
        Path server = Files.createDirectory(home.resolveSibling("server"));
        Files.writeString(server.resolve("file"), "first\n");
        Files.writeString(home.resolve("secrets/token"), "first");
        Files.writeString(home.resolve("config/connector.rotating~file.cfg"), "token=$[secret:token]\n");
    }

    @Test
    public void hasTheNewTokenIfItDiedBetweenKeepingAndUsingIt() throws IOException {
        try (ChildRuntime child = start()) {
            rotates(child);
            dies(child, "stored");
        }
        List<String> accepted =
                Files.readAllLines(home().resolveSibling("server").resolve("file"));
        assertEquals(2, accepted.size());
        assertEquals(accepted.get(1), Files.readString(home().resolve("secrets/token")));
        try (ChildRuntime child = start()) {
            rotates(child);
        }
    }

    @Test
    public void hasTheNewTokenIfItDiedAfterUsingItWhenTheOldOneIsRefused() {
        try (ChildRuntime child = start()) {
            dies(child, "used");
        }
        try (ChildRuntime child = start()) {
            rotates(child);
        }
    }

    @Test
    public void hasTheOldTokenOrTheNewOneIfItDiedWhileKeepingIt() {
        System.out.println("SecretStoreCrashIT runs with -Dpatchbay.seed=" + seed);
        for (int crash = 0; crash < CRASHES; crash++) {
            try (ChildRuntime child = start()) {
                rotates(child);
                // So late that it may already have been kept, used and told.
                dies(child, Integer.toString(random.nextInt(LONGEST_STORE)));
            }
        }
        try (ChildRuntime child = start()) {
            rotates(child);
        }
    }

    private static void rotates(ChildRuntime child) {
        assertEquals(child.log(), List.of("rotated"), child.tell("rotating~file never"));
    }

    private static void dies(ChildRuntime child, String death) {
        try {
            child.tell("rotating~file " + death);
        } catch (IllegalStateException unanswered) {
            // What the test is about; if there was an answer, it dies after that.
        }
        assertEquals(child.log(), RotatingRuntime.KILLED, child.awaitEnd());
    }

    private ChildRuntime start() {
        Path log = folder.getRoot().toPath().resolve("log-" + starts++);
        return ChildRuntime.begin(RotatingRuntime.class, home(), log).started();
    }

    private Path home() {
        return folder.getRoot().toPath().resolve("home");
    }
}
