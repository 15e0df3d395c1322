package dev.patchbay.connector.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A port of this machine that leads to a server, until it is told not to. */
final class FaultyNetwork implements AutoCloseable {
    private final int server;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile ServerSocket listener;
    private volatile String lethal;
    private volatile CountDownLatch silent = new CountDownLatch(0);

    FaultyNetwork(int server) throws IOException {
        this.server = server;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    int accepted() {
        return accepted.get();
    }

    /** The server can be reached. */
    void up() throws IOException {
        ServerSocket opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listener = opened;
        daemon(() -> accept(opened));
    }

    /** Connections are cut and new ones refused. */
    void down() throws IOException {
        ServerSocket opened = listener;
        listener = null;
        if (opened != null) {
            opened.close();
        }
        cut();
    }

    void cut() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
        sockets.clear();
    }

    /** Cuts a connection as soon as this text has gone to the server over it. */
    void cutAfter(String text) {
        lethal = text;
    }

    /** Nothing comes through any more, and nobody is told. */
    void fallSilent() {
        silent = new CountDownLatch(1);
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket client = opened.accept();
                accepted.incrementAndGet();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.add(client);
                sockets.add(upstream);
                AtomicBoolean cut = new AtomicBoolean();
                daemon(() -> pipe(client, upstream, cut, true));
                daemon(() -> pipe(upstream, client, cut, false));
            }
        } catch (IOException e) {
            // Closed.
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
                if (request && isLethal(buffer, count)) {
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
        } catch (IOException e) {
            // Cut.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isLethal(byte[] buffer, int count) {
        String text = lethal;
        if (text == null || !new String(buffer, 0, count, StandardCharsets.ISO_8859_1).contains(text)) {
            return false;
        }
        lethal = null;
        return true;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "faulty network");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        silent.countDown();
        down();
    }
}
