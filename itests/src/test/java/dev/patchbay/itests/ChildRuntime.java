package dev.patchbay.itests;

import dev.patchbay.itests.child.ReportingRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A runtime in a process of its own, which can be asked and killed. */
final class ChildRuntime implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final Path log;

    private ChildRuntime(Process process, Path log) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.log = log;
    }

    /**
     * Begins to start one.
     *
     * @param shell words before its command line, such as those of a shell that limits what it may do
     */
    static ChildRuntime begin(Path home, Path log, String... shell) {
        return begin(ReportingRuntime.class, home, log, shell);
    }

    /** @param main what it runs: tells {@link ReportingRuntime#END} when it has started, and after each answer to a line */
    static ChildRuntime begin(Class<?> main, Path home, Path log, String... shell) {
        List<String> command = new ArrayList<>(List.of(shell));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Ditests.log=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                home.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(
                            log.resolveSibling(log.getFileName() + ".err").toFile())
                    .start();
            return new ChildRuntime(process, log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until it has started. */
    ChildRuntime started() {
        answer();
        return this;
    }

    List<String> report() {
        return tell("");
    }

    /**
     * What it answers to a line.
     *
     * @throws IllegalStateException if it ends over that
     */
    List<String> tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return answer();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed + ": " + log(), failed);
        }
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does; returns when it is dead. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Until it has died by itself; what it ended with. */
    int awaitEnd() {
        return process.onExit().join().exitValue();
    }

    String log() {
        try (Stream<Path> files = Stream.of(log, log.resolveSibling(log.getFileName() + ".err"))) {
            StringBuilder all = new StringBuilder();
            for (Path each : files.filter(Files::exists).toList()) {
                all.append(Files.readString(each));
            }
            return all.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private List<String> answer() {
        List<String> lines = new ArrayList<>();
        try {
            for (String line = answers.readLine(); !ReportingRuntime.END.equals(line); line = answers.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("it has ended after " + lines + ": " + log());
                }
                lines.add(line);
            }
            return lines;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
