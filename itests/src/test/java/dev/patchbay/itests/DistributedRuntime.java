package dev.patchbay.itests;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A runtime of an unpacked distribution in a process of its own, asked by the command. Keeps all that is said. */
final class DistributedRuntime {
    private static final long LIMIT_SECONDS = 60;

    private final Path command;
    private final Path home;
    private final Map<String, String> environment;
    private final List<String> said = new ArrayList<>();
    private final List<Path> outputs = new ArrayList<>();
    private Process process;

    DistributedRuntime(Path distribution, Path home, Map<String, String> environment) {
        this.command = distribution.resolve("bin/patchbay");
        this.home = home;
        this.environment = environment;
    }

    /** Starts it, and waits until it answers. */
    void start() throws IOException, InterruptedException {
        Path output = home.resolveSibling("run.out");
        outputs.add(output);
        process = process(output, "run", "--no-shell");
        RunningHome.eventually().until(() -> !process.isAlive() || run("", "list") == 0);
        assertTrue(Files.readString(output), process.isAlive());
    }

    void await(String id) {
        RunningHome.eventually().until(() -> run("", "info", id) == 0);
    }

    /** Runs a verb to its end; its exit code. */
    int run(String input, String... words) throws IOException, InterruptedException {
        Path output = Files.createTempFile(home.getParent(), "verb", ".out");
        Process verb = process(output, words);
        try (OutputStream in = verb.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notRead) {
            // It ended before.
        }
        boolean ended = verb.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        verb.destroyForcibly();
        said.add(Files.readString(output));
        assertTrue(String.join(" ", words) + " does not end: " + said.get(said.size() - 1), ended);
        return verb.exitValue();
    }

    /** All that was printed, by the runtime so far and by each verb. */
    List<String> said() throws IOException {
        List<String> all = new ArrayList<>(said);
        for (Path each : outputs) {
            all.add(Files.readString(each));
        }
        return all;
    }

    void stop() throws InterruptedException {
        process.destroy();
        assertTrue("it stops", process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    void close() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Process process(Path output, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(command.toString(), words[0], "--home", home.toString()));
        line.addAll(List.of(words).subList(1, words.length));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
