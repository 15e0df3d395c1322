package dev.patchbay.itests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A host application in a process of its own; of this module it has nothing but the hosts' classes. */
final class HostProcess {
    private static final Path LIBRARIES = Path.of("target", "host");
    private static final String HOSTS = "dev/patchbay/itests/host";
    private static final long LIMIT_SECONDS = 120;

    private HostProcess() {}

    /**
     * Runs a host to its end.
     *
     * @param folder for its files
     * @param more names of JARs that it has besides the launcher and what that brings
     * @return all that it wrote; fails if it did not end well
     */
    static List<String> run(Path folder, String host, Path home, String... more)
            throws IOException, InterruptedException {
        List<String> path = new ArrayList<>(List.of(classes(folder).toString()));
        addJars(path, LIBRARIES);
        for (String each : more) {
            addJars(path, LIBRARIES.resolve(each));
        }
        Path output = folder.resolve(host + ".out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, path),
                        "dev.patchbay.itests.host." + host,
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(output);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError(host + (ended ? " failed: " : " does not end: ") + lines);
        }
        return lines;
    }

    private static Path classes(Path folder) throws IOException {
        Path root = folder.resolve("classes");
        Path target = Files.createDirectories(root.resolve(HOSTS));
        try (Stream<Path> files = Files.list(Path.of("target", "test-classes").resolve(HOSTS))) {
            for (Path each : files.toList()) {
                Path copy = target.resolve(each.getFileName());
                if (Files.notExists(copy)) {
                    Files.copy(each, copy);
                }
            }
        }
        return root;
    }

    private static void addJars(List<String> path, Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            jars.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .forEach(path::add);
        }
    }
}
