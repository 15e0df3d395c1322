package dev.patchbay.launcher.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
    private final AtomicReference<Asking> current = new AtomicReference<>();
    /** What stands last on the error stream. */
    private byte lastOfErr = '\n';

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
        Asking asking = new Asking(channel.get());
        current.set(asking);
        try (Connection connection = new Connection(channel.get())) {
            connection.send(request.encode());
            int code = follow(connection, request, asking);
            return asking.isCancelled() ? INTERRUPTED : code;
        } catch (ClosedChannelException e) {
            return INTERRUPTED;
        } catch (IOException e) {
            return asking.isCancelled()
                    ? INTERRUPTED
                    : fail("The runtime of '" + home + "' broke off (" + e.getMessage() + "); look into its log");
        } finally {
            current.set(null);
            asking.end();
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

    /**
     * Interrupts the verb that runs, and still shows what it has to say to that; the second time does without. Called on any
     * thread.
     */
    void cancel() {
        Asking asking = current.get();
        if (asking != null) {
            asking.cancel();
        }
    }

    /** As {@link #cancel}, and returns when the verb has ended or had a moment to. */
    void cancelAndWait() {
        Asking asking = current.get();
        if (asking != null) {
            asking.cancel();
            asking.awaitEnd();
        }
    }

    static String nothingRuns(Path home) {
        return "No runtime is running on '" + home + "'; start one with: patchbay run --home "
                + LineWords.quote(home.toString());
    }

    private int follow(Connection connection, Request request, Asking asking) throws IOException {
        InputFeed feed = new InputFeed(in, connection);
        for (Optional<Frame> next = connection.receive(); next.isPresent(); next = connection.receive()) {
            Frame frame = next.get();
            switch (frame.kind()) {
                case Frame.OUT -> {
                    if (!write(out, frame)) {
                        return BROKEN_PIPE;
                    }
                }
                case Frame.ERR -> {
                    write(err, frame);
                    byte[] written = frame.payload();
                    lastOfErr = written.length == 0 ? lastOfErr : written[written.length - 1];
                }
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
        if (asking.isCancelled()) {
            return INTERRUPTED;
        }
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

    /** Under a line of progress that nobody has cleared, if there is one. */
    private int fail(String sentence) throws IOException {
        boolean broken = lastOfErr != '\n' && lastOfErr != '\r';
        err.write(((broken ? "\n" : "") + sentence + "\n").getBytes(StandardCharsets.UTF_8));
        err.flush();
        return 1;
    }
}
