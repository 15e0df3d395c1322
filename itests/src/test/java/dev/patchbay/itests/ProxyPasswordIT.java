package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * A service that is spoken to by https only through a proxy that wants a password, from a process as an operator runs it: by
 * itself the JDK shows a proxy no password on that way.
 */
public final class ProxyPasswordIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private Path root;
    private HttpsServer service;
    private ServerSocket proxy;
    private DistributedRuntime runtime;

    @Before
    public void begin() throws Exception {
        root = folder.getRoot().toPath().toRealPath();
        service = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setHttpsConfigurator(new HttpsConfigurator(identity()));
        service.createContext("/orders", exchange -> {
            byte[] body = "[{\"id\":\"behind-the-proxy\"}]".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
        Path home = Files.createDirectories(root.resolve("home"));
        Path distribution = Archives.unpack(root);
        Files.createDirectories(home.resolve("config"));
        Files.createDirectories(home.resolve("deploy"));
        Files.copy(distribution.resolve("optional/patchbay-webhook.jar"), home.resolve("deploy/patchbay-webhook.jar"));
        configure("shop", "hush-hush");
        configure("stranger", "another");
        runtime = new DistributedRuntime(distribution, home, Map.of());
        runtime.start();
    }

    @Test
    public void isShownOnTheWayToHttps() throws Exception {
        runtime.await("webhook~shop");
        runtime.await("webhook~stranger");

        assertEquals(0, runtime.run("", "pull", "webhook~shop", "orders"));
        assertEquals(1, runtime.run("", "pull", "webhook~stranger", "orders"));

        String said = String.join("\n", runtime.said());
        assertTrue(said, said.contains("behind-the-proxy"));
        assertTrue(said, said.contains("does not let GET /orders pass (407); correct 'proxy.user'"));
        assertTrue(heads.toString(), heads.get(0).startsWith("CONNECT service.test:443 "));
    }

    private void configure(String name, String password) throws IOException {
        Files.writeString(
                root.resolve("home/config/connector.webhook~" + name + ".cfg"),
                "url = https://service.test\nrecords = orders:/orders\ntls.ca = " + root.resolve("service.pem")
                        + "\nproxy = http://127.0.0.1:" + proxy.getLocalPort() + "\nproxy.user = me\nproxy.password = "
                        + password + "\n");
    }

    private void accept() throws IOException {
        while (!proxy.isClosed()) {
            Socket client = proxy.accept();
            sockets.add(client);
            daemon(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        String head = head(client.getInputStream());
        heads.add(head);
        OutputStream out = client.getOutputStream();
        String wanted = Base64.getEncoder().encodeToString("me:hush-hush".getBytes(StandardCharsets.UTF_8));
        if (!head.contains("Proxy-Authorization: Basic " + wanted)) {
            out.write(("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"house\"\r\nContent-Length: 0\r\n"
                            + "Connection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            client.close();
            return;
        }
        Socket target = new Socket(
                InetAddress.getLoopbackAddress(), service.getAddress().getPort());
        sockets.add(target);
        out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        daemon(() -> target.getInputStream().transferTo(client.getOutputStream()));
        client.getInputStream().transferTo(target.getOutputStream());
    }

    private static String head(InputStream in) throws IOException {
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

    /** Of service.test; its certificate becomes service.pem. */
    private SSLContext identity() throws Exception {
        Path file = root.resolve("service.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "service",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=service.test",
                        "-ext",
                        "san=dns:service.test",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, PASSWORD);
        }
        Files.writeString(
                root.resolve("service.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.getCertificate("service").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // One side has gone.
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @After
    public void end() throws Exception {
        runtime.close();
        service.stop(0);
        proxy.close();
        for (Socket each : sockets) {
            each.close();
        }
    }
}
