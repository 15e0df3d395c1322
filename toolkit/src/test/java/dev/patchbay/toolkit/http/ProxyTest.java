package dev.patchbay.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyTest {
    /** A name that only the proxy knows the way to. */
    private static final String HIDDEN = "service.test";

    @TempDir
    Path folder;

    private volatile int behind;
    /** What it wants to be shown before it lets anybody pass; empty for nothing. */
    private volatile String wanted = "";

    private final RawServer proxy = start();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @Test
    void speaksThroughTheProxyOfTheInstance() {
        settings.put("proxy", proxy.url());

        assertEquals("by proxy", ask("http://" + HIDDEN + "/base").text());
        assertTrue(proxy.heads().get(0).startsWith("GET http://service.test/base/x HTTP/1.1"), proxy.heads()::toString);
        assertFalse(proxy.heads().get(0).contains("Proxy-Authorization"));
    }

    @Test
    void tunnelsWhatIsSecure() throws Exception {
        Identity service = Identity.make(folder, "service");
        settings.put("proxy", proxy.url());
        settings.put("proxy.user", "me");
        settings.put("proxy.password", "hush-hush");
        settings.put("tls.ca", service.certificate().toString());
        try (Server server = Server.start(
                service.letting(service), false, (request, reply) -> reply.json(200, "{\"tunnelled\":1}"))) {
            behind = server.port();

            wanted = "Proxy-Authorization: Basic bWU6aHVzaC1odXNo\r\n";

            assertEquals(Map.of("tunnelled", 1), ask("https://" + HIDDEN).object());
            assertTrue(proxy.heads().get(0).startsWith("CONNECT service.test:443"), proxy.heads()::toString);
            assertNull(server.last().header("Proxy-Authorization"));
        }
    }

    @Test
    void saysWhoItIsToTheProxy() {
        settings.put("proxy", proxy.url());
        settings.put("proxy.user", "me");
        settings.put("proxy.password", "hush-hush");

        ask("http://" + HIDDEN);

        assertTrue(
                proxy.heads().get(0).contains("Proxy-Authorization: Basic bWU6aHVzaC1odXNo"), proxy.heads()::toString);
    }

    @Test
    void takesUserAndPasswordFromTheEnvironmentToo() {
        environment.put("HTTP_PROXY", "http://me:hush-hush@127.0.0.1:" + proxy.port() + "/");

        ask("http://" + HIDDEN);

        assertTrue(
                proxy.heads().get(0).contains("Proxy-Authorization: Basic bWU6aHVzaC1odXNo"), proxy.heads()::toString);
    }

    @Test
    void showsTheProxysPasswordToNoServiceThatIsSpokenToDirectly() {
        settings.put("proxy", proxy.url());
        settings.put("proxy.user", "me");
        settings.put("proxy.password", "hush-hush");
        settings.put("no.proxy", "127.0.0.1");
        try (Server server = Server.start((request, reply) -> reply.json(200, "{}"))) {
            ask(server.url());

            assertNull(server.last().header("Proxy-Authorization"));
            assertEquals(0, proxy.heads().size());
        }
    }

    @Test
    void saysThatItIsTheProxyThatCannotBeReached() throws Exception {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            settings.put("proxy", "127.0.0.1:" + gone.getLocalPort());
        }
        ConnectorException failure = assertThrows(ConnectorException.class, () -> ask("http://" + HIDDEN));

        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code());
        assertTrue(failure.isUnapplied());
        assertTrue(failure.getMessage().startsWith("the proxy '127.0.0.1:"), failure.getMessage());
    }

    @Test
    void saysThatTheProxyWantsToKnowWhoAsks() {
        settings.put("proxy", proxy.url());
        wanted = "Proxy-Authorization: ";
        for (String each : new String[] {"http://", "https://"}) {
            ConnectorException failure = refusal(each);

            assertTrue(failure.getMessage().startsWith("the proxy '127.0.0.1:"), failure.getMessage());
            assertTrue(failure.getMessage().contains("set 'proxy.user'"), failure.getMessage());
        }
    }

    @Test
    void saysThatTheProxyDoesNotKnowWhoAsks() {
        settings.put("proxy", proxy.url());
        settings.put("proxy.user", "me");
        settings.put("proxy.password", "hush-hush");
        wanted = "Proxy-Authorization: Basic another";
        for (String each : new String[] {"http://", "https://"}) {
            ConnectorException failure = refusal(each);

            assertTrue(failure.getMessage().contains("correct 'proxy.user'"), failure.getMessage());
            assertFalse(failure.getMessage().contains("hush"), failure.getMessage());
        }
    }

    /** The JDK has looked at the property long before: only the sentence is another here. */
    @Test
    void saysHowTheJvmIsToShowThePassword() {
        settings.put("proxy", proxy.url());
        settings.put("proxy.user", "me");
        settings.put("proxy.password", "hush-hush");
        wanted = "Proxy-Authorization: Basic another";
        String before = System.clearProperty("jdk.http.auth.tunneling.disabledSchemes");
        try {
            String said = refusal("https://").getMessage();

            assertTrue(said.contains("-Djdk.http.auth.tunneling.disabledSchemes="), said);
        } finally {
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", before);
        }
    }

    @ParameterizedTest
    @CsvSource({"'Proxy-Authenticate: Basic realm=\"x\"'", "'X-Nothing: 1'"})
    void saysThatSomethingAnswersAsAProxyDoesWhereNoneIsSet(String header) throws IOException {
        try (RawServer service = RawServer.serving((head, socket) ->
                write(socket.getOutputStream(), "HTTP/1.1 407 No\r\n" + header + "\r\nContent-Length: 0\r\n\r\n"))) {
            ConnectorException failure = assertThrows(ConnectorException.class, () -> ask(service.url()));

            assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code(), failure::getMessage);
            assertTrue(failure.getMessage().contains("no proxy is set"), failure.getMessage());
            assertTrue(failure.getMessage().contains("'proxy'"), failure.getMessage());
        }
    }

    private ConnectorException refusal(String scheme) {
        ConnectorException failure = assertThrows(ConnectorException.class, () -> ask(scheme + HIDDEN));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code(), failure::getMessage);
        assertTrue(failure.isUnapplied());
        return failure;
    }

    @ParameterizedTest
    @CsvSource({"ftp://proxy:1", "https://proxy:1", "http://", "http://me:hush@proxy:1", "a b"})
    void refusesWhatIsNoProxyWithoutShowingIt(String text) {
        settings.put("proxy", text);

        ConnectorException failure = assertThrows(ConnectorException.class, () -> ask("http://" + HIDDEN));

        assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
        assertFalse(failure.getMessage().contains("hush"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        // instance, its exceptions, environment, its exceptions, place, expected
        "own:1, '', env:2, '', https://api.example.com, own:1",
        "none, '', env:2, '', https://api.example.com, ''",
        "'', '', env:2, '', https://api.example.com, env:2",
        "'', '', http://env:2, '', https://api.example.com:8443, env:2",
        "'', '', env:2, '', https://localhost, ''",
        "'', '', env:2, '', https://127.0.0.2, ''",
        "own:1, '', '', '', http://127.0.0.1, own:1",
        "'', '', env:2, example.com, https://api.example.com, ''",
        "'', '', env:2, .example.com, https://api.EXAMPLE.com, ''",
        "'', '', env:2, *.example.com, https://api.example.com, ''",
        "'', '', env:2, .example.com, https://example.com, env:2",
        "'', '', env:2, ample.com, https://api.example.com, env:2",
        "'', '', env:2, 'a.b, api.example.com:443', https://api.example.com, ''",
        "'', '', env:2, api.example.com:8443, https://api.example.com, env:2",
        "'', '', env:2, *, https://api.example.com, ''",
        "'', '', env:2, 10.0.0.0/8, https://10.1.2.3, ''",
        "'', '', env:2, 10.0.0.0/8, https://11.1.2.3, env:2",
        "'', '', env:2, 10.0.0.0/8, https://10.example.com, env:2",
        "'', '', env:2, fd00::/8, 'https://[fd12::1]', ''",
        "'', '', env:2, '10.0.0.0/x,/8,10.0.0.0/99', https://10.1.2.3, env:2",
        "'', example.com, env:2, '', https://api.example.com, ''",
        "own:1, example.com, env:2, '', https://api.example.com, ''",
        "own:1, '', env:2, example.com, https://api.example.com, own:1",
        "'', '', socks5://env:2, '', https://api.example.com, ''"
    })
    void findsTheWay(String own, String ownDirect, String env, String direct, String place, String expected) {
        settings.put("proxy", own);
        settings.put("no.proxy", ownDirect);
        environment.put("https_proxy", env);
        environment.put("NO_PROXY", direct);
        NetworkSettings network = TestContext.of(settings).config(NetworkSettings.class);

        Optional<String> found =
                ProxyRules.of(network, environment::get).find(URI.create(place)).map(String::valueOf);

        assertEquals(expected, found.orElse(""));
    }

    private Response ask(String url) {
        try (HttpService http = HttpService.builder(TestContext.of(settings), url)
                .environment(environment::get)
                .build()) {
            return http.get("/x").send(TestCall.start());
        }
    }

    /** Answers plain requests itself, and tunnels the others to whatever is behind it. */
    private RawServer start() {
        try {
            return RawServer.serving((head, socket) -> {
                OutputStream out = socket.getOutputStream();
                if (!head.contains(wanted)) {
                    write(out, "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
                } else if (head.startsWith("CONNECT")) {
                    tunnel(socket, out);
                } else {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nby proxy");
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tunnel(Socket socket, OutputStream out) throws IOException {
        try (Socket target = new Socket("127.0.0.1", behind)) {
            write(out, "HTTP/1.1 200 Connected\r\n\r\n");
            Thread back = new Thread(() -> pump(target, socket), "proxy-back");
            back.setDaemon(true);
            back.start();
            pump(socket, target);
        }
    }

    private static void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone.
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
