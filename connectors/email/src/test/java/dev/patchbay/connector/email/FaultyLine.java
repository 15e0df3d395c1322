package dev.patchbay.connector.email;

import dev.patchbay.contract.ServiceFault;
import java.io.Closeable;
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
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a connector and a mail server, and lets a request meet a fault when it is told to. */
final class FaultyLine implements Closeable {
    private static final int CUT_AFTER_BYTES = 10;

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<ServiceFault> next = new AtomicReference<>();
    private volatile CountDownLatch held;
    private volatile boolean holding;

    /** @param target the port of the server on this machine */
    FaultyLine(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Happens to the next request that it can happen to, once. */
    void meet(ServiceFault fault) {
        next.set(fault);
    }

    /** From now on nothing comes back, until it is released. */
    void hold() {
        held = new CountDownLatch(1);
    }

    /** Whether something that the server has said is held. */
    boolean isHolding() {
        return holding;
    }

    void release() {
        holding = false;
        held.countDown();
        held = null;
    }

    /** Breaks all connections; new ones can be made. */
    void cut() {
        sockets.forEach(FaultyLine::close);
        sockets.clear();
    }

    int connections() {
        sockets.removeIf(Socket::isClosed);
        return sockets.size() / 2;
    }

    private void accept() throws IOException {
        while (!entrance.isClosed()) {
            Socket client = entrance.accept();
            Socket server = new Socket(InetAddress.getByName("localhost"), target);
            sockets.add(client);
            sockets.add(server);
            Conversation conversation = new Conversation(client, server);
            start(conversation::up);
            start(conversation::down);
        }
    }

    private final class Conversation {
        private final Socket client;
        private final Socket server;
        private volatile int left = -1;
        private volatile boolean silent;
        private boolean sends;

        Conversation(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        /** Line by line from the client to the server. */
        void up() throws IOException {
            try (client;
                    server) {
                InputStream in = client.getInputStream();
                for (String line = line(in); line != null; line = line(in)) {
                    sends |= line.startsWith("EHLO") || line.startsWith("HELO");
                    ServiceFault fault = next.get();
                    if (fault != null && suits(fault, line) && next.compareAndSet(fault, null)) {
                        if (!goesOn(fault, line)) {
                            continue;
                        }
                    }
                    server.getOutputStream().write(line.getBytes(StandardCharsets.ISO_8859_1));
                    server.getOutputStream().flush();
                }
            }
        }

        private boolean suits(ServiceFault fault, String line) {
            return switch (fault) {
                case ANSWER_LOST -> line.equals(".\r\n");
                case HANG -> line.equals(".\r\n") || !sends;
                case HALF_DOCUMENT -> line.contains("BODY.PEEK");
                default -> true;
            };
        }

        /** Whether the server gets the line nevertheless. */
        private boolean goesOn(ServiceFault fault, String line) throws IOException {
            String tag = line.substring(0, Math.max(0, line.indexOf(' ')));
            switch (fault) {
                case UNAVAILABLE -> say(tag + " NO [UNAVAILABLE] not now\r\n");
                case SIGN_IN_PAGE -> {
                    say("<html><body>Please sign in</body></html>\r\n");
                    client.close();
                }
                case HALF_DOCUMENT -> say("* 1 FETCH (UID 1 BODY[] {10}\r\nFrom: bob@\r\n" + tag + " OK done\r\n");
                case TOKEN_EXPIRED -> {
                    say("* BYE session expired\r\n");
                    client.close();
                }
                case ANSWER_LOST -> {
                    left = 0;
                    return true;
                }
                case HANG -> {
                    silent = true;
                    return true;
                }
                default -> {
                    left = CUT_AFTER_BYTES;
                    return true;
                }
            }
            return false;
        }

        private void say(String text) throws IOException {
            OutputStream out = client.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Whatever the server says, to the client; until it is cut off. */
        void down() throws IOException {
            try (client;
                    server) {
                InputStream in = server.getInputStream();
                byte[] buffer = new byte[8192];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    CountDownLatch wait = held;
                    if (wait != null) {
                        holding = true;
                        await(wait);
                    }
                    if (silent) {
                        continue;
                    }
                    int most = left < 0 ? count : Math.min(count, left);
                    client.getOutputStream().write(buffer, 0, most);
                    client.getOutputStream().flush();
                    if (left >= 0) {
                        return;
                    }
                }
            }
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** With its end; null at the end of all. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each >= 0; each = in.read()) {
            line.append((char) each);
            if (each == '\n') {
                return line.toString();
            }
        }
        return null;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Somebody has closed it, which ends this.
                    }
                },
                "faulty line");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
