package dev.patchbay.benchmarks.scene;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that is measured, and the command lines that start something of it. */
public final class Checkout {
    private final Path root;

    public Checkout(Path root) {
        this.root = root;
    }

    public Path performancePage() {
        return root.resolve("docs/performance.md");
    }

    /** The JAR of one of our connectors. */
    public Path connector(String type) {
        return root.resolve("benchmarks/target/connectors/" + type + ".jar");
    }

    /** What ./patchbay run starts in the end: the same class path, the same options. */
    public List<String> runtime(Path home) throws IOException {
        Path distribution = root.resolve("launcher/target/patchbay");
        List<String> command = new ArrayList<>(javaWith(libraries(distribution.resolve("lib"), "")));
        command.addAll(List.of(
                "-Dfile.encoding=UTF-8",
                "-Dpatchbay.distribution=" + distribution,
                "-Dpatchbay.directory=" + home,
                "dev.patchbay.launcher.Main",
                "run",
                "--home",
                home.toString(),
                "--no-shell"));
        return command;
    }

    /** The command as it is typed. */
    public List<String> typed(Path home, String... arguments) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(root.resolve("patchbay").toString(), "--home", home.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A host application with what the launcher's one Maven dependency brings; nothing listens to its log. */
    public List<String> embedded(Path home) throws IOException {
        return of(EmbeddedProcess.class, home.toString());
    }

    /** Plain Felix, from the same class path. */
    public List<String> plain(Path home, int types, int instances, int poll) throws IOException {
        return of(
                PlainProcess.class,
                home.toString(),
                Integer.toString(types),
                Integer.toString(instances),
                Integer.toString(poll));
    }

    /** A JVM that does nothing, with the options of a client. */
    public List<String> nothing() {
        List<String> command = new ArrayList<>(javaWith(List.of(classes())));
        command.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.add(NoProcess.class.getName());
        return command;
    }

    /** A class of ours in a JVM of its own, with everything that this one has. */
    public List<String> alone(Class<?> main, String... arguments) {
        List<Path> entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        List<String> command = new ArrayList<>(javaWith(entries));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> of(Class<?> main, String... arguments) throws IOException {
        List<Path> entries = new ArrayList<>(libraries(root.resolve("launcher/target/patchbay/lib"), "logback|jline"));
        entries.add(classes());
        List<String> command = new ArrayList<>(javaWith(entries));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private Path classes() {
        return root.resolve("benchmarks/target/classes");
    }

    private static List<String> javaWith(List<Path> entries) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java));
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator, entries.stream().map(Path::toString).toList()));
        return command;
    }

    private static List<Path> libraries(Path folder, String unwanted) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            unwanted.isEmpty() || !file.getFileName().toString().matches("(" + unwanted + ").*"))
                    .sorted()
                    .toList();
        }
    }
}
