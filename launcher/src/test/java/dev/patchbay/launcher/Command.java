package dev.patchbay.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command in a process of its own, with the class path that the distribution gives it. */
final class Command implements AutoCloseable {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("patchbay.distribution"));
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final StringBuffer out = new StringBuffer();
    private final StringBuffer err = new StringBuffer();
    private final CompletableFuture<Void> outEnded;
    private final CompletableFuture<Void> errEnded;

    private Command(Process process) {
        this.process = process;
        this.outEnded = follow(process.getInputStream(), out);
        this.errEnded = follow(process.getErrorStream(), err);
    }

    /** Starts it. */
    static Command start(String... words) {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dfile.encoding=UTF-8"));
        if (Runtime.version().feature() >= 24) {
            // As the script does it: the JVM would warn of what Felix uses.
            line.add("--sun-misc-unsafe-memory-access=allow");
        }
        line.addAll(List.of("-cp", classPath(), "dev.patchbay.launcher.Main"));
        line.addAll(List.of(words));
        try {
            ProcessBuilder builder = new ProcessBuilder(line);
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().remove("PATCHBAY_HOME");
            return new Command(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the script of a checkout, in the checkout; with these variables and no others. */
    static Command script(Path checkout, Map<String, String> environment, String... words) {
        return script(checkout.resolve("patchbay"), checkout, environment, words);
    }

    /** Starts a script, in that directory; with these variables and no others. */
    static Command script(Path script, Path directory, Map<String, String> environment, String... words) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", script.toString()));
        line.addAll(List.of(words));
        try {
            ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Command(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits for its end. */
    static Command run(String... words) {
        Command command = start(words);
        command.exitCode();
        return command;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    Process process() {
        return process;
    }

    int exitCode() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + LIMIT_SECONDS + " s: " + this);
            }
            outEnded.join();
            errEnded.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "out:\n" + out + "\nerr:\n" + err;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String classPath() {
        try (Stream<Path> jars = Files.list(DISTRIBUTION.resolve("lib"))) {
            return String.join(
                    File.pathSeparator, jars.map(Path::toString).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompletableFuture<Void> follow(InputStream stream, StringBuffer target) {
        return CompletableFuture.runAsync(
                () -> {
                    try (stream) {
                        byte[] bytes = new byte[8192];
                        for (int count = stream.read(bytes); count >= 0; count = stream.read(bytes)) {
                            target.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
                        }
                    } catch (IOException e) {
                        target.append(e);
                    }
                },
                task -> {
                    Thread thread = new Thread(task, "follow");
                    thread.setDaemon(true);
                    thread.start();
                });
    }
}
