package dev.patchbay.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The process of a {@link Training}: small, of the lowest priority, not for ever, and ended with this one. */
final class TrainingProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 120;
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final Process process;

    private TrainingProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param work an empty folder, which it alone writes to
     * @param archive the file to make
     */
    static TrainingProcess start(Path work, Path distribution, Path archive) throws IOException {
        Path home = Files.createDirectory(work.resolve("home"));
        ProcessBuilder builder = new ProcessBuilder(command(home, distribution, archive))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("output").toFile());
        // What the environment says of instances is none of its business: it must not reach the servers of this one.
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("LC_ALL", "C.UTF-8");
        return new TrainingProcess(builder.start());
    }

    /** Waits for its end; whether all went well. */
    boolean await() throws InterruptedException {
        return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** Ends it, whatever it does. */
    @Override
    public void close() {
        process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path home, Path distribution, Path archive) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmKey.shapingOptions());
        command.addAll(List.of(
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-XX:ArchiveClassesAtExit=" + archive,
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + home.getParent(),
                "-cp",
                JvmKey.classPath(),
                Training.class.getName(),
                home.toString(),
                distribution.toString()));
        return command;
    }
}
