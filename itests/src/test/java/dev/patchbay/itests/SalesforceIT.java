package dev.patchbay.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;

/** The connector salesforce in a framework: a dropped JAR and a .cfg, a signed assertion, and a pull with its token. */
public final class SalesforceIT {
    private static final String RECORDS =
            "{\"totalSize\":1,\"done\":true,\"records\":[{\"attributes\":{\"type\":\"Account\"},"
                    + "\"Id\":\"001000000000001AAA\",\"Name\":\"Acme\"}]}";

    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    private final List<String> shown = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean token = exchange.getRequestURI().getPath().endsWith("/token");
            shown.add(token ? sent : String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String answer = token
                    ? "{\"access_token\":\"00Dxx!session\",\"instance_url\":\"" + url()
                            + "\",\"token_type\":\"Bearer\"}"
                    : exchange.getRequestURI().getPath().endsWith("/query") ? RECORDS : "{}";
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @After
    public void stop() {
        server.stop(0);
    }

    @Test
    public void aDroppedJarAndACfgSignInByAKeyAndPullAnObject() throws Exception {
        HOME.deploy(Bundles.named("salesforce"));
        HOME.cfg(
                "connector.salesforce.cfg",
                "url = " + url(),
                "auth = jwt-bearer",
                "client.id = 3MVG9consumer",
                "user = integration@acme.com",
                "private.key = " + pem());
        HOME.await("salesforce", InstanceState.READY, InstanceState.ACTIVE);

        assertEquals(
                List.of("Acme"),
                HOME.handle("salesforce")
                        .pullAll(PullRequest.builder("Account")
                                .parameter("fields", "Name")
                                .build())
                        .map(each -> each.fields().get("Name"))
                        .toList());
        assertEquals(
                Health.Status.UP,
                HOME.registry().health(HOME.handle("salesforce").id()).status());
        assertTrue(shown.get(0), shown.get(0).contains("assertion=ey"));
        assertEquals("Bearer 00Dxx!session", shown.get(1));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** In one line of a .cfg. */
    private static String pem() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----";
    }
}
