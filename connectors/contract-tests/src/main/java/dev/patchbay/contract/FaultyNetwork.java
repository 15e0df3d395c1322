package dev.patchbay.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A port of this machine that leads to a server on another one, whatever protocol that speaks, while it is {@link #up};
 * connections over it break when they are told to.
 */
public final class FaultyNetwork implements AutoCloseable {
    private final int server;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicReference<String> lethal = new AtomicReference<>();
    private final AtomicBoolean numbing = new AtomicBoolean();
    private volatile ServerSocket listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile CountDownLatch silent = new CountDownLatch(0);

    /**
     * It is down until it is told to be {@link #up}.
     *
     * @param server the port of the server
     */
    public FaultyNetwork(int server) {
        this.server = server;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return port;
    }

    /** How many connections were made so far. */
    public int accepted() {
        return accepted.get();
    }

    /** The server can be reached. */
    public void up() throws IOException {
        ServerSocket opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listener = opened;
        PlayedThreads.start("faulty network", () -> accept(opened));
    }

    /** Connections are cut and new ones refused. */
    public void down() throws IOException {
        ServerSocket opened = listener;
        listener = null;
        if (opened != null) {
            opened.close();
        }
        cut();
    }

    /** Cuts what is open; new connections can be made. */
    public void cut() throws IOException {
        for (Socket each : sockets) {
            each.close();
            sockets.remove(each);
        }
    }

    /** Cuts the first connection over which this text goes to the server, which gets it; nothing comes back. */
    public void cutAfter(String text) {
        lethal.set(text);
    }

    /** The first connection over which something goes to the server falls silent with that; others do not. */
    public void silenceNext() {
        numbing.set(true);
    }

    /** Nothing comes through any more, and nobody is told. */
    public void fallSilent() {
        silent = new CountDownLatch(1);
    }

    @Override
    public void close() throws IOException {
        silent.countDown();
        closed.countDown();
        down();
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket client = opened.accept();
                accepted.incrementAndGet();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.add(client);
                sockets.add(upstream);
                if (listener != opened) {
                    // It went down meanwhile: what was cut then, these were not among.
                    cut();
                    return;
                }
                AtomicBoolean cut = new AtomicBoolean();
                PlayedThreads.start("faulty network", () -> pipe(client, upstream, cut, true));
                PlayedThreads.start("faulty network", () -> pipe(upstream, client, cut, false));
            }
        } catch (IOException closed) {
            // It is down.
        }
    }

    private void pipe(Socket from, Socket to, AtomicBoolean cut, boolean request) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                silent.await();
                if (request && numbing.compareAndSet(true, false)) {
                    closed.await();
                }
                if (request && isLethal(new String(buffer, 0, count, StandardCharsets.ISO_8859_1))) {
                    // First of all, so that no answer gets through.
                    cut.set(true);
                } else if (cut.get()) {
                    return;
                }
                out.write(buffer, 0, count);
                out.flush();
                if (cut.get()) {
                    return;
                }
            }
        } catch (IOException broken) {
            // Both ends are closed.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isLethal(String sent) {
        String text = lethal.get();
        return text != null && sent.contains(text) && lethal.compareAndSet(text, null);
    }
}
