package dev.patchbay.launcher.command;

import dev.patchbay.api.Verbs;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets clients on this machine run verbs; one connection is one session, and there are not many at once. */
final class CommandServer implements AutoCloseable {
    /** So many verbs at once are no person's work any more. */
    static final int SESSIONS = 32;

    private static final Logger LOG = LoggerFactory.getLogger(CommandServer.class);

    private final CommandSocket socket;
    private final ServerSocketChannel listening;
    private final Supplier<Optional<Verbs>> verbs;
    private final Runnable stop;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private volatile boolean ending;

    private CommandServer(
            CommandSocket socket, ServerSocketChannel listening, Supplier<Optional<Verbs>> verbs, Runnable stop) {
        this.socket = socket;
        this.listening = listening;
        this.verbs = verbs;
        this.stop = stop;
        this.acceptor = new Thread(this::accept, "patchbay-command");
        this.acceptor.setDaemon(true);
    }

    /**
     * Starts to listen for the home.
     *
     * @param verbs asked at each request, because their bundle may come and go
     * @param stop called when a client asks for the end of the runtime; must not wait for it
     */
    static CommandServer start(Path home, Supplier<Optional<Verbs>> verbs, Runnable stop) throws IOException {
        CommandSocket socket = new CommandSocket(home);
        CommandServer server = new CommandServer(socket, socket.bind(), verbs, stop);
        server.acceptor.start();
        return server;
    }

    /** Takes no more requests, so that the runtime can be stopped; those who asked for its end go on waiting. */
    void stopAccepting() {
        ending = true;
        try {
            listening.close();
            socket.remove();
        } catch (IOException e) {
            LOG.warn("The command socket was not removed", e);
        }
    }

    /** Tells those who wait that the runtime has stopped, and ends every session. */
    @Override
    public void close() {
        stopAccepting();
        for (Session session : sessions) {
            session.end();
        }
        try {
            acceptor.join();
            for (Session session : sessions) {
                session.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!ending) {
            try {
                admit(listening.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("A command could not be taken", e);
            }
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        Connection connection = new Connection(channel);
        if (sessions.size() >= SESSIONS) {
            try (connection) {
                connection.send(Frame.error("The runtime runs " + SESSIONS + " commands at once; wait for one to end"));
                connection.send(Frame.exit(1));
            }
            return;
        }
        Session session = new Session(connection, verbs, stop, sessions::remove);
        sessions.add(session);
        session.start();
    }
}
