package dev.patchbay.itests;

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

/** A port of this machine that leads to a server while it is up. */
final class FaultyNetwork implements AutoCloseable {
    private final int server;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile String lethal = "";

    FaultyNetwork(int server) {
        this.server = server;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return port;
    }

    void up() throws IOException {
        ServerSocket opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listener = opened;
        daemon(() -> accept(opened));
    }

    /** Cuts what is open and refuses what is new. */
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

    /** Cuts the first connection over which this text goes to the server. */
    void cutAfter(String text) {
        lethal = text;
    }

    @Override
    public void close() throws IOException {
        down();
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket client = opened.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.add(client);
                sockets.add(upstream);
                if (opened.isClosed()) {
                    // It went down between the two lines above: what was cut then, these are not among.
                    client.close();
                    upstream.close();
                    return;
                }
                daemon(() -> pipe(client, upstream, true));
                daemon(() -> pipe(upstream, client, false));
            }
        } catch (IOException closed) {
            // It is down.
        }
    }

    private void pipe(Socket from, Socket to, boolean request) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                out.flush();
                if (request && isLethal(new String(buffer, 0, count, StandardCharsets.ISO_8859_1))) {
                    return;
                }
            }
        } catch (IOException cut) {
            // Both ends are closed.
        }
    }

    private synchronized boolean isLethal(String sent) {
        if (lethal.isEmpty() || !sent.contains(lethal)) {
            return false;
        }
        lethal = "";
        return true;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "faulty-network");
        thread.setDaemon(true);
        thread.start();
    }
}
