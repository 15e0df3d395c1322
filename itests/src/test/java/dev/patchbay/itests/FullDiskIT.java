package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A JAR for which there is no room on the disk is told of, and taken in when there is room again. */
public final class FullDiskIT {
    private static final String BIG = "big.jar";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void tellsThatACopyCannotBeWrittenAndTriesAgain() throws Exception {
        assumeTrue("limits of a process are changed by Linux tools", Files.isExecutable(Path.of("/usr/bin/prlimit")));
        Path home = folder.getRoot().toPath().resolve("home");
        Path deploy = Files.createDirectories(home.resolve("deploy"));
        Files.createDirectories(home.resolve("config"));
        for (String type : List.of("small", "big")) {
            Files.writeString(home.resolve("config").resolve("connector." + type + ".cfg"), "url=http://there\n");
        }
        Files.copy(TestBundles.scripted("small", "1.0.0"), deploy.resolve("small.jar"));
        Path log = folder.getRoot().toPath().resolve("log");
        String limited = "ulimit -S -f 4096; exec \"$@\"";
        try (ChildRuntime child = ChildRuntime.begin(home, log, "/bin/bash", "-c", limited, "limited")
                .started()) {
            awaitReport(child, "type small 1.0.0");
            Path fresh = enlarged(
                    TestBundles.scripted("big", "1.0.0"),
                    folder.getRoot().toPath().resolve(BIG));
            Files.move(fresh, deploy.resolve(BIG));
            awaitReport(child, "file " + BIG + " UNSOUND ", "it cannot be taken in: ", "tried again");
            awaitReport(child, "type small 1.0.0");
            assertEquals(List.of(), unfinished(home));
            RunningHome.eventually()
                    .untilAsserted(
                            () -> assertTrue(child.log(), child.log().contains(BIG + ": it cannot be taken in")));

            assertEquals(
                    0,
                    new ProcessBuilder("/usr/bin/prlimit", "--pid", "" + child.pid(), "--fsize=unlimited")
                            .inheritIO()
                            .start()
                            .waitFor());
            awaitReport(child, "file " + BIG + " SERVING ");
            awaitReport(child, "type big 1.0.0");
        }
    }

    private static void awaitReport(ChildRuntime child, String... words) {
        RunningHome.eventually().untilAsserted(() -> {
            List<String> report = child.report();
            assertTrue(
                    report.toString(),
                    report.stream().anyMatch(line -> Stream.of(words).allMatch(line::contains)));
        });
    }

    private static List<String> unfinished(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("data").resolve("bundles"))) {
            return files.map(each -> each.getFileName().toString())
                    .filter(each -> !each.endsWith(".jar"))
                    .toList();
        }
    }

    /** With six megabytes that cannot be compressed. */
    private static Path enlarged(Path jar, Path larger) throws IOException {
        byte[] noise = new byte[6 << 20];
        new Random(1).nextBytes(noise);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(larger))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
            out.putNextEntry(new ZipEntry("noise"));
            out.write(noise);
        }
        return larger;
    }
}
