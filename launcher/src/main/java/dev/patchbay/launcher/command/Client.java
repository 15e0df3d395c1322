package dev.patchbay.launcher.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Asks the runtime of a home, each time over a connection of its own. */
final class Client {
    /** As a shell says of a command that was interrupted. */
    static final int INTERRUPTED = 130;

    /** As a shell says of a command that wrote to a pipe that nobody reads. */
    private static final int BROKEN_PIPE = 141;

    private final Path home;
    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final AtomicReference<SocketChannel> current = new AtomicReference<>();

    Client(Path home, InputStream in, OutputStream out, OutputStream err) {
        this.home = home;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs a verb, or stops the runtime; returns the exit code. */
    int run(Request request) throws IOException {
        Optional<SocketChannel> channel = new CommandSocket(home).connect();
        if (channel.isEmpty()) {
            return fail(nothingRuns(home));
        }
        current.set(channel.get());
        try (Connection connection = new Connection(channel.get())) {
            connection.send(request.encode());
            return follow(connection, request);
        } catch (ClosedChannelException e) {
            return INTERRUPTED;
        } catch (IOException e) {
            return fail("The runtime of '" + home + "' broke off (" + e.getMessage() + "); look into its log");
        } finally {
            current.set(null);
        }
    }

    /** Asks a question; nothing if no runtime is there to answer. */
    List<String> ask(Request request) throws IOException {
        Optional<SocketChannel> channel = new CommandSocket(home).connect();
        if (channel.isEmpty()) {
            return List.of();
        }
        try (Connection connection = new Connection(channel.get())) {
            connection.send(request.encode());
            Optional<Frame> answer = connection.receive();
            return answer.isPresent() && answer.get().kind() == Frame.WORDS
                    ? answer.get().words()
                    : List.of();
        }
    }

    /** Ends the verb that runs; called on any thread. */
    void cancel() {
        SocketChannel channel = current.get();
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String nothingRuns(Path home) {
        return "No runtime is running on '" + home + "'; start one with: patchbay run --home "
                + LineWords.quote(home.toString());
    }

    private int follow(Connection connection, Request request) throws IOException {
        InputFeed feed = new InputFeed(in, connection);
        for (Optional<Frame> next = connection.receive(); next.isPresent(); next = connection.receive()) {
            Frame frame = next.get();
            switch (frame.kind()) {
                case Frame.OUT -> {
                    if (!write(out, frame)) {
                        return BROKEN_PIPE;
                    }
                }
                case Frame.ERR -> write(err, frame);
                case Frame.WANT -> feed.want();
                case Frame.EXIT -> {
                    return frame.exitCode();
                }
                default -> throw new IOException("it sent what this command does not know");
            }
        }
        String what = request.words().isEmpty()
                ? "the command"
                : "'" + request.words().get(0) + "'";
        return fail("The runtime of '" + home + "' ended before " + what + " did; look into its log");
    }

    private static boolean write(OutputStream stream, Frame frame) {
        try {
            stream.write(frame.payload());
            stream.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private int fail(String sentence) throws IOException {
        err.write((sentence + "\n").getBytes(StandardCharsets.UTF_8));
        err.flush();
        return 1;
    }
}
