package dev.patchbay.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An HTTP service on a port of this machine that answers as it is told to, also as no decent one would. */
final class FaultyService implements AutoCloseable {

    /** What it does with one request. */
    interface Behaviour {
        /** @return whether another request may come on the same connection */
        boolean answer(Socket connection) throws IOException;
    }

    /**
     * One request that came in.
     *
     * @param at when it had come in, by {@link System#nanoTime}
     */
    record Received(String method, String path, Map<String, String> headers, String body, long at) {}

    private final int port;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    /** When an answer was begun, by {@link System#nanoTime}. */
    private final List<Long> answered = new CopyOnWriteArrayList<>();

    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    /** Guarded by this. */
    private final Queue<Behaviour> next = new ArrayDeque<>();

    private final Behaviour otherwise;
    private volatile ServerSocket listener;

    /** @param otherwise what it does as long as it is told nothing else */
    FaultyService(Behaviour otherwise) {
        this.otherwise = otherwise;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        up();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Does these, in order, with the next requests. */
    synchronized FaultyService then(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
        return this;
    }

    List<Received> received() {
        return received;
    }

    /** How long after the answer to one request, from 0, the next one came in. */
    Duration pauseAfter(int request) {
        return Duration.ofNanos(received.get(request + 1).at() - answered.get(request));
    }

    void up() {
        try {
            ServerSocket opened = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
            listener = opened;
            daemon(() -> accept(opened));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Refuses connections from now on. */
    void down() {
        try {
            listener.close();
            for (Socket each : connections) {
                each.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        down();
    }

    static Behaviour json(String body) {
        return status(200, body, "Content-Type: application/json");
    }

    static Behaviour status(int code, String body, String... headers) {
        return connection -> {
            write(
                    connection,
                    head(code, body.getBytes(UTF_8).length, List.of(headers)) + "Connection: close\r\n\r\n" + body);
            return false;
        };
    }

    /** As {@link #json}, on a connection that stays for the next request. */
    static Behaviour keeping(String body) {
        return connection -> {
            write(
                    connection,
                    head(200, body.getBytes(UTF_8).length, List.of("Content-Type: application/json")) + "\r\n" + body);
            return true;
        };
    }

    /** By a clock that is so much before ours, or behind it, it wants to be asked again after a second or more. */
    static Behaviour retryAtDate(int code, Duration ahead) {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC).plus(ahead);
        return connection -> {
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now);
            String later = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusSeconds(1));
            return status(code, "{}", "Date: " + date, "Retry-After: " + later).answer(connection);
        };
    }

    /** Takes the request and never answers, until it goes down. */
    static Behaviour hang() {
        return connection -> connection.getInputStream().read() >= 0;
    }

    /** Answers when the gate opens. */
    static Behaviour slowly(CountDownLatch gate, Behaviour then) {
        return connection -> {
            try {
                gate.await();
                return then.answer(connection);
            } catch (InterruptedException ended) {
                return false;
            }
        };
    }

    /** Promises more than it sends, and breaks the connection off. */
    static Behaviour resetMidBody() {
        return connection -> {
            write(connection, head(200, 10_000, List.of("Content-Type: application/json")) + "\r\n[{\"id\": 1},");
            connection.setSoLinger(true, 0);
            return false;
        };
    }

    /** Takes the request and breaks the connection off. */
    static Behaviour reset() {
        return connection -> {
            connection.setSoLinger(true, 0);
            return false;
        };
    }

    private static String head(int code, int length, List<String> headers) {
        return "HTTP/1.1 " + code + " It is\r\nContent-Length: " + length + "\r\n"
                + headers.stream().map(each -> each + "\r\n").reduce("", String::concat);
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(UTF_8));
        connection.getOutputStream().flush();
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket connection = from.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            boolean more = true;
            while (more) {
                Received request = read(connection.getInputStream());
                if (request == null) {
                    return;
                }
                received.add(request);
                Behaviour behaviour = behaviour();
                answered.add(System.nanoTime());
                more = behaviour.answer(connection);
            }
        } catch (IOException gone) {
            // The client has hung up, or we are down.
        } finally {
            connections.remove(connection);
        }
    }

    private synchronized Behaviour behaviour() {
        Behaviour told = next.poll();
        return told == null ? otherwise : told;
    }

    /** Null at the end of the connection. */
    private static Received read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), UTF_8);
        String[] words = first.split(" ");
        return new Received(words[0], words[1], headers, body, System.nanoTime());
    }

    /** Without its end; empty for an empty one and at the end of the stream. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "faulty-service");
        thread.setDaemon(true);
        thread.start();
    }
}
