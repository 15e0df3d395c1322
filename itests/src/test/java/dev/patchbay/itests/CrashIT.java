package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A runtime that is killed while it takes in JARs serves after its next start what its files and its table say. */
public final class CrashIT {
    private static final int CRASHES = Endurance.times(20, 100);
    private static final long LONGEST_STEP = TimeUnit.MILLISECONDS.toNanos(800);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final long seed = Long.getLong("patchbay.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    public void servesOneSoundVersionOfEachTypeWhereverItWasKilled() throws IOException {
        System.out.println("CrashIT runs with -Dpatchbay.seed=" + seed);
        Path home = folder.getRoot().toPath().resolve("home");
        CrashedDeploy deploy = new CrashedDeploy(home, random);
        for (int crash = 0; crash < CRASHES; crash++) {
            String where = "seed " + seed + ", crash " + crash;
            boolean cutOff = leftovers(home).anyMatch(each -> each.endsWith(".tmp"));
            CrashedDeploy.Expected expected = deploy.expected();
            // None, if it was killed between throwing a cache away and building the next.
            boolean cached = Files.isDirectory(home.resolve("data").resolve("cache"));
            Path log = folder.getRoot().toPath().resolve("log-" + crash);
            try (ChildRuntime child = ChildRuntime.begin(home, log)) {
                if (random.nextInt(5) == 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_200)));
                    child.kill();
                    continue;
                }
                child.started();
                verify(where, child, expected, home);
                assertTrue(where + child.log(), !cached || child.log().contains("did not end in order"));
                assertTrue(where + child.log(), !cutOff || child.log().contains("under way when the runtime ended"));
                for (int operations = 1 + random.nextInt(6); operations > 0; operations--) {
                    String sha256 = deploy.change();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(60)));
                    if (operations == 1) {
                        awaitStep(home, sha256);
                    }
                }
                child.kill();
            }
        }
    }

    private static void verify(String where, ChildRuntime child, CrashedDeploy.Expected expected, Path home) {
        RunningHome.eventually().untilAsserted(() -> {
            List<String> report = child.report();
            String told = where + ", expected " + expected + ", but found " + String.join("\n", report);
            Set<String> serving = report.stream()
                    .filter(each -> each.startsWith("file ") && each.contains(" SERVING "))
                    .map(each -> each.split(" ")[3])
                    .collect(Collectors.toSet());
            Set<String> bundles = report.stream()
                    .filter(each -> each.startsWith("bundle "))
                    .map(each -> each.substring(each.lastIndexOf('/') + 1))
                    .collect(Collectors.toSet());
            assertTrue(told, expected.isMetBy(bundles));
            assertEquals(told, bundles, serving);
            assertEquals(
                    told,
                    expected.served(),
                    report.stream().filter(each -> each.startsWith("type ")).collect(Collectors.toSet()));
            String table = Files.exists(home.resolve("data/serving.json"))
                    ? Files.readString(home.resolve("data/serving.json"))
                    : "";
            assertEquals(
                    told,
                    List.of(),
                    leftovers(home)
                            .filter(each -> !table.contains(each.replace(".jar", "")))
                            .toList());
        });
    }

    /** The names of the files in data/bundles. */
    private static Stream<String> leftovers(Path home) throws IOException {
        Path bundles = home.resolve("data").resolve("bundles");
        if (!Files.isDirectory(bundles)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(bundles)) {
            return files.map(each -> each.getFileName().toString()).toList().stream();
        }
    }

    /** Until a step of taking in the bytes is under way or done; or some time, if that does not happen. */
    private void awaitStep(Path home, String sha256) {
        Path data = home.resolve("data");
        long cached = count(data.resolve("cache"));
        List<BooleanSupplier> steps = List.of(
                () -> false,
                () -> names(data.resolve("bundles")).anyMatch(each -> each.endsWith(".tmp")),
                () -> Files.exists(data.resolve("bundles").resolve(sha256 + ".jar")),
                () -> Files.exists(data.resolve(".serving.json.tmp")),
                () -> count(data.resolve("cache")) > cached,
                () -> text(data.resolve("serving.json")).contains(sha256));
        BooleanSupplier step = steps.get(random.nextInt(steps.size()));
        long until = System.nanoTime() + random.nextLong(LONGEST_STEP);
        while (!step.getAsBoolean() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(3_000)));
    }

    private static long count(Path directory) {
        return names(directory).count();
    }

    private static Stream<String> names(Path directory) {
        String[] names = directory.toFile().list();
        return names == null ? Stream.empty() : Stream.of(names);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException beingReplaced) {
            return "";
        }
    }
}
