package dev.patchbay.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An IMAP or SMTP server that lets nobody in and says what it was shown; each sign-in gets the next line. */
final class EchoingMailServer implements AutoCloseable {
    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final AtomicInteger refused = new AtomicInteger();
    private final boolean imap;
    private final List<String> lines;

    EchoingMailServer(boolean imap, List<String> lines) throws IOException {
        this.imap = imap;
        this.lines = lines;
        daemon(this::accept);
    }

    String url() {
        return (imap ? "imap" : "smtp") + "://127.0.0.1:" + entrance.getLocalPort();
    }

    /** How often somebody has tried to sign in. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }

    private void accept() throws IOException {
        while (!entrance.isClosed()) {
            Socket client = entrance.accept();
            daemon(() -> converse(client));
        }
    }

    private void converse(Socket client) throws IOException {
        try (client) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            say(client, imap ? "* OK ready" : "220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(client, imap ? imap(line) : smtp(line));
            }
        }
    }

    private String imap(String line) {
        String tag = line.split(" ")[0];
        if (line.contains("CAPABILITY")) {
            return "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n" + tag + " OK done";
        }
        if (line.contains("LOGOUT")) {
            return "* BYE\r\n" + tag + " OK done";
        }
        return tag + " NO [AUTHENTICATIONFAILED] " + next();
    }

    private String smtp(String line) {
        if (line.startsWith("EHLO")) {
            return "250-localhost\r\n250 AUTH PLAIN";
        }
        return line.startsWith("AUTH") ? "535 5.7.8 " + next() : "221 bye";
    }

    private String next() {
        return lines.get(refused.getAndIncrement() % lines.size());
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
        client.getOutputStream().flush();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // Somebody has hung up, which ends this.
                    }
                },
                "echoing-mail-server");
        thread.setDaemon(true);
        thread.start();
    }
}
