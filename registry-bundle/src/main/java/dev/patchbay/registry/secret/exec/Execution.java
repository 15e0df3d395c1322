package dev.patchbay.registry.secret.exec;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One run of a command: without a shell, with next to no environment and no input, ended with all its children when it
 * takes or prints too much. What it writes on its error stream is thrown away, for it may be anything.
 */
final class Execution {
    private static final int LARGEST = 64 << 10;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final List<String> USUAL = List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "USER");

    private final String name;
    private final AllowedCommand command;
    private final Path directory;
    private final Map<String, String> environment;

    /** @param name as references know it */
    Execution(String name, AllowedCommand command, Path directory, Map<String, String> environment) {
        this.name = name;
        this.command = command;
        this.directory = directory;
        this.environment = environment;
    }

    /**
     * Runs it, on this thread.
     *
     * @throws ConnectorException if no secret came of it, saying why
     */
    Secret run() {
        Process process = start();
        try {
            process.getOutputStream().close();
            byte[] printed = printed(process);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw failure("ended with exit code " + exitCode);
            }
            return secret(printed);
        } catch (IOException e) {
            throw failure("cannot be talked to");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was given up");
        } finally {
            end(process);
        }
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(command.words())
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        Stream.concat(USUAL.stream(), command.variables().stream())
                .filter(environment::containsKey)
                .forEach(each -> builder.environment().put(each, environment.get(each)));
        try {
            return builder.start();
        } catch (IOException e) {
            throw failure("cannot be started: there is no such program, or it may not be run");
        }
    }

    /**
     * What it prints until it has ended. Nothing waits for the end of the stream, which a child that outlives it would
     * hold open.
     */
    private byte[] printed(Process process) throws IOException, InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        InputStream out = process.getInputStream();
        byte[] buffer = new byte[8192];
        long end = System.nanoTime() + command.timeout().toNanos();
        boolean ended = false;
        while (!ended) {
            ended = !process.isAlive();
            for (int count = read(out, buffer); count > 0; count = read(out, buffer)) {
                printed.write(buffer, 0, count);
                if (printed.size() > LARGEST) {
                    throw failure("printed more than 64 KiB, which is no secret");
                }
            }
            if (!ended && System.nanoTime() - end > 0) {
                throw failure("took longer than " + command.timeout().toMillis() + " ms and was ended");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!ended) {
                LockSupport.parkNanos(PAUSE);
            }
        }
        return printed.toByteArray();
    }

    /** What is there now; 0 or less if nothing is. */
    private static int read(InputStream out, byte[] buffer) throws IOException {
        int there = out.available();
        return there > 0 ? out.read(buffer, 0, Math.min(there, buffer.length)) : 0;
    }

    private Secret secret(byte[] printed) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(printed))
                    .toString()
                    .replaceFirst("\\r?\\n\\z", "");
            if (text.isEmpty()) {
                throw failure("printed nothing");
            }
            return Secret.of(text);
        } catch (CharacterCodingException e) {
            throw failure("printed what is no UTF-8 text");
        }
    }

    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private ConnectorException failure(String fact) {
        return new ConnectorException(
                ErrorCode.REMOTE_UNAVAILABLE,
                "the command '" + name + "' " + fact + "; run it by hand, as the user that the runtime runs as");
    }
}
