package dev.patchbay.toolkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What no decent server does: bytes as they are, and the end of a connection at any place. */
final class RawServer implements AutoCloseable {

    /** Serves one connection, whose request has been read up to its empty line; it is closed afterwards. */
    interface Script {
        void serve(String head, Socket socket) throws IOException;
    }

    private final ServerSocket socket;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private RawServer(ServerSocket socket) {
        this.socket = socket;
    }

    static RawServer answering(String bytes) throws IOException {
        return serving((head, connection) -> {
            OutputStream out = connection.getOutputStream();
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        });
    }

    /** Says something before it has heard anything. */
    static RawServer greeting(String bytes) throws IOException {
        return start(
                (head, connection) -> {
                    connection.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                    connection.getInputStream().read();
                },
                false);
    }

    static RawServer serving(Script script) throws IOException {
        return start(script, true);
    }

    private static RawServer start(Script script, boolean listens) throws IOException {
        RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
        Thread thread = new Thread(() -> server.accept(script, listens), "raw-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The requests that came in, each without its body. */
    List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket each : open) {
            each.close();
        }
    }

    private void accept(Script script, boolean listens) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                Thread thread = new Thread(() -> serve(script, connection, listens), "raw-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Script script, Socket connection, boolean listens) {
        try (connection) {
            String head = listens ? head(connection.getInputStream()) : "";
            heads.add(head);
            script.serve(head, connection);
        } catch (IOException e) {
            // The other side went first, as it may.
        }
    }

    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int each = in.read();
            if (each < 0) {
                break;
            }
            head.append((char) each);
        }
        return head.toString();
    }
}
