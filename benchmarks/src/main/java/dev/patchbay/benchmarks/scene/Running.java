package dev.patchbay.benchmarks.scene;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that has said that it is ready. */
public final class Running implements AutoCloseable {
    private static final String READY = "ready";
    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final Path complaints;
    private final double millis;
    private final String line;

    private Running(Process process, Path complaints, double millis, String line) {
        this.process = process;
        this.complaints = complaints;
        this.millis = millis;
        this.line = line;
    }

    /** Starts a command and returns as soon as it has written a line that begins with {@code ready}. */
    public static Running start(List<String> command) throws IOException {
        Path complaints = Files.createTempFile("patchbay-benchmark", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
        long begin = System.nanoTime();
        Process process = builder.start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return new Running(process, complaints, (System.nanoTime() - begin) / 1e6, line);
            }
        }
        throw new IOException(command + " ended before it was ready:\n" + Files.readString(complaints));
    }

    /** From the order to start until it was ready, in milliseconds. */
    public double millis() {
        return millis;
    }

    /** What it said when it was ready. */
    public String line() {
        return line;
    }

    /** Processor time so far, of all its threads. */
    public Duration processorTime() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell the processor time"));
    }

    /** Resident memory in MB; empty where there is no /proc. */
    public Optional<Long> residentMegabytes() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return Optional.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(each -> each.startsWith("VmRSS:"))
                .map(each -> Long.parseLong(each.replaceAll("\\D", "")) / 1024)
                .findFirst();
    }

    /** Ends it in order. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("a process did not end within " + STOP_SECONDS + " s of SIGTERM");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a process ends");
        } finally {
            process.destroyForcibly();
            Files.delete(complaints);
        }
    }
}
