package dev.patchbay.connector.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;

/** A mail server that says what a test wants: a line for each line. */
final class ScriptedServer implements AutoCloseable {
    /** In place of an answer: the connection ends. */
    static final String HANG_UP = "hang up";

    private final ServerSocket entrance;
    private final String greeting;
    private final Function<String, String> script;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean encryptedAtOnce;
    private volatile boolean wantsCertificate;

    /**
     * @param greeting null to say nothing
     * @param script the answer to a line, without the last line end; null to say nothing; after one that begins with
     *     {@code TLS:} the line is encrypted
     */
    ScriptedServer(String greeting, Function<String, String> script) {
        this.greeting = greeting;
        this.script = script;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** SMTP without faults, but for the answers that another script gives. */
    static ScriptedServer smtp(Function<String, String> faults) {
        return new ScriptedServer("220 ready", line -> {
            String answer = faults.apply(line);
            if (answer != null) {
                return answer;
            }
            if (line.startsWith("EHLO")) {
                return "250-localhost\r\n250 AUTH PLAIN";
            }
            if (line.startsWith("AUTH")) {
                return "235 2.7.0 welcome";
            }
            if (line.equals("DATA")) {
                return "354 go on";
            }
            return line.matches("(MAIL|RCPT|RSET|NOOP).*|\\.") ? "250 2.0.0 ok" : null;
        });
    }

    /** TLS from the first byte on. */
    ScriptedServer encryptedAtOnce() {
        encryptedAtOnce = true;
        return this;
    }

    /** Lets nobody in who does not show the certificate of {@link LocalCertificate}. */
    ScriptedServer wantingCertificate() {
        wantsCertificate = true;
        return this;
    }

    /** Where nobody listens. */
    static int closedPort() {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return unused.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Every line so far. */
    List<String> heard() {
        return heard;
    }

    long heard(String beginning) {
        return heard.stream().filter(each -> each.startsWith(beginning)).count();
    }

    private void accept() throws IOException {
        while (!entrance.isClosed()) {
            Socket client = entrance.accept();
            sockets.add(client);
            start(() -> converse(client));
        }
    }

    private void converse(Socket client) throws IOException {
        Socket socket = encryptedAtOnce ? encrypted(client) : client;
        if (greeting != null) {
            say(socket, greeting);
        }
        for (String line = line(socket.getInputStream()); line != null; line = line(socket.getInputStream())) {
            heard.add(line);
            String answer = script.apply(line);
            if (HANG_UP.equals(answer)) {
                socket.close();
                return;
            }
            if (answer != null && answer.startsWith("TLS:")) {
                say(socket, answer.substring(4));
                socket = encrypted(socket);
            } else if (answer != null) {
                say(socket, answer);
            }
        }
    }

    private Socket encrypted(Socket socket) throws IOException {
        SSLSocket encrypted = (SSLSocket)
                LocalCertificate.context().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.setNeedClientAuth(wantsCertificate);
        sockets.add(encrypted);
        return encrypted;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each >= 0; each = in.read()) {
            if (each == '\n') {
                return line.toString();
            }
            if (each != '\r') {
                line.append((char) each);
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
                "scripted server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket each : sockets) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
