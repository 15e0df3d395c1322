package dev.patchbay.registry.secret.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes a secret may be killed at any moment. */
class KeystoreCrashTest {
    private static final int CRASHES = Boolean.getBoolean("patchbay.endurance") ? 200 : 10;
    private static final Map<String, String> ENVIRONMENT = Map.of(KeystorePassword.VARIABLE, "changeit");

    private final long seed = Long.getLong("patchbay.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path home;

    @Test
    void holdsTheOldValueOrTheNewOneWhereverTheWriterWasKilled() throws Exception {
        keystore(home).set("untouched", Secret.of("as it was"));
        keystore(home).set("token", Secret.of("0"));
        for (int crash = 0; crash < CRASHES; crash++) {
            int before = Integer.parseInt(value("token"));
            Process writer = writer(before);
            int told = killAfterSome(writer, before);
            int after = Integer.parseInt(value("token"));
            String where = "seed " + seed + ", crash " + crash + ": told " + told + ", found " + after;
            assertTrue(after == told || after == told + 1, where);
            assertEquals("as it was", value("untouched"), where);
            keystore(home).set("untouched", Secret.of("as it was"));
        }
    }

    /** Counts up: one value after another is stored, and told when it is. */
    public static void main(String[] arguments) {
        KeystoreSecrets keystore = keystore(Path.of(arguments[0]));
        for (int value = Integer.parseInt(arguments[1]) + 1; true; value++) {
            keystore.set("token", Secret.of(Integer.toString(value)));
            System.out.println(value);
        }
    }

    /** @return the last value that the writer said was stored */
    private int killAfterSome(Process writer, int before) throws IOException {
        int told = before;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (int count = 1 + random.nextInt(5); count > 0; count--) {
                told = Integer.parseInt(lines.readLine());
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(60_000)));
            // Not the process itself, which would close what it has written.
            writer.toHandle().destroyForcibly();
            writer.onExit().join();
            for (String line = lines.readLine(); line != null && line.matches("\\d+"); line = lines.readLine()) {
                told = Integer.parseInt(line);
            }
        }
        return told;
    }

    private Process writer(int before) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeystoreCrashTest.class.getName(),
                        home.toString(),
                        Integer.toString(before))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private String value(String name) {
        return keystore(home).resolve(name).orElseThrow().reveal();
    }

    private static KeystoreSecrets keystore(Path home) {
        return new KeystoreSecrets(Optional.of(home), "", ENVIRONMENT);
    }
}
