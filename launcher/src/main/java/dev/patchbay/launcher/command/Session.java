package dev.patchbay.launcher.command;

import dev.patchbay.api.Console;
import dev.patchbay.api.Verbs;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one connection: a thread runs the verb, another one listens for input and for the client's going away. */
final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long JOIN_MILLIS = 2_000;

    private final Connection connection;
    private final Supplier<Optional<Verbs>> verbs;
    private final Runnable stop;
    private final Consumer<Session> ended;
    private final Thread worker;
    private final CountDownLatch runtimeStopped = new CountDownLatch(1);
    /** Whether an interrupt still means the verb; guarded by this. */
    private boolean running = true;

    Session(Connection connection, Supplier<Optional<Verbs>> verbs, Runnable stop, Consumer<Session> ended) {
        this.connection = connection;
        this.verbs = verbs;
        this.stop = stop;
        this.ended = ended;
        this.worker = daemon(this::serve, "");
    }

    void start() {
        worker.start();
    }

    /** The runtime has stopped: tells a client that asked for it, interrupts every other. */
    void end() {
        runtimeStopped.countDown();
        interrupt();
    }

    /** Waits a little for the session to end. */
    void join() throws InterruptedException {
        worker.join(JOIN_MILLIS);
        hangUp();
    }

    private void serve() {
        try {
            Optional<Frame> first = connection.receive();
            if (first.isPresent()) {
                answer(Request.decode(first.get()));
            }
        } catch (IOException e) {
            refuse(e);
        } finally {
            hangUp();
            ended.accept(this);
        }
    }

    private void answer(Request request) throws IOException {
        switch (request.kind()) {
            case RUN -> run(request);
            case NAMES ->
                connection.send(Frame.words(verbs.get().map(Verbs::names).orElse(List.of())));
            case COMPLETE ->
                connection.send(Frame.words(
                        verbs.get().map(all -> all.complete(request.words())).orElse(List.of())));
            case STOP -> stop();
        }
    }

    private void run(Request request) throws IOException {
        SessionInput input = new SessionInput(connection);
        PrintStream out = SessionOutput.stream(connection, Frame.OUT);
        PrintStream err = SessionOutput.stream(connection, Frame.ERR);
        Console.Builder console = Console.builder(out, err)
                .in(input)
                .directory(request.directory())
                .errTerminal(request.errColumns());
        if (request.columns() > 0) {
            console.terminal(request.columns());
        }
        daemon(() -> listen(input), "-input").start();
        int code = run(request.words(), console.build());
        finishVerb();
        out.flush();
        err.flush();
        connection.send(Frame.exit(code));
    }

    private int run(List<String> words, Console console) {
        Optional<Verbs> found = verbs.get();
        if (found.isEmpty()) {
            console.err()
                    .println("The runtime offers no verbs; look into its log for what ails 'dev.patchbay.registry'");
            return 1;
        }
        try {
            return found.get().run(words, console);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("'{}' failed unexpectedly", words.isEmpty() ? "" : words.get(0), e);
            console.err().println("'" + words.get(0) + "' failed unexpectedly: " + e + "; the log tells where");
            return 1;
        }
    }

    private void stop() throws IOException {
        finishVerb();
        stop.run();
        try {
            runtimeStopped.await();
            connection.send(Frame.exit(0));
        } catch (InterruptedException e) {
            throw new IOException("Nobody waits for the end of the runtime any more", e);
        }
    }

    private void listen(SessionInput input) {
        try {
            for (Optional<Frame> frame = connection.receive(); frame.isPresent(); frame = connection.receive()) {
                if (frame.get().kind() == Frame.INPUT) {
                    input.take(frame.get().payload());
                }
            }
        } catch (IOException e) {
            LOG.debug("A client has gone", e);
        }
        interrupt();
    }

    private synchronized void finishVerb() {
        running = false;
    }

    /** Ends the verb, and never what the thread does after it. */
    private synchronized void interrupt() {
        if (running) {
            connection.interrupt(worker);
        }
    }

    private void refuse(IOException cause) {
        try {
            connection.send(Frame.error(String.valueOf(cause.getMessage())));
            connection.send(Frame.exit(1));
        } catch (IOException e) {
            LOG.debug("A client has gone", e);
        }
    }

    private void hangUp() {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("A connection did not close", e);
        }
    }

    private static Thread daemon(Runnable work, String suffix) {
        Thread thread = new Thread(work, "patchbay-command-" + COUNT.incrementAndGet() + suffix);
        thread.setDaemon(true);
        return thread;
    }
}
