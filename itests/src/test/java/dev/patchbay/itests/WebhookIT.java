package dev.patchbay.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;

/** The connector webhook in a framework: a dropped JAR and a .cfg, pulled from, pushed to, and delivered to. */
public final class WebhookIT {

    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            }
            boolean second = "after=c2".equals(exchange.getRequestURI().getQuery());
            byte[] body = (second ? "{\"data\":[{\"id\":3}]}" : "{\"data\":[{\"id\":1},{\"id\":2}],\"next\":\"c2\"}")
                    .getBytes(UTF_8);
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
    public void aDroppedJarAndACfgPullPushAndReceive() {
        HOME.deploy(Bundles.named("webhook"));
        HOME.cfg(
                "connector.webhook~shop.cfg",
                "url = http://127.0.0.1:" + server.getAddress().getPort(),
                "records = orders:/v1/orders, bills:/v1/bills",
                "items = /data",
                "paging = cursor",
                "paging.next = /next",
                "paging.parameter = after",
                "webhook.signature = hmac",
                "webhook.secret = It's a Secret to Everybody");
        HOME.await("webhook~shop", InstanceState.READY, InstanceState.ACTIVE);

        assertEquals(
                List.of("1", "2", "3"),
                HOME.handle("webhook~shop")
                        .pullAll(PullRequest.of("orders"))
                        .map(each -> each.id().orElseThrow())
                        .toList());

        ConnectorRecord bill =
                ConnectorRecord.builder("bills").id("7").field("total", 12).build();
        assertEquals(1, HOME.handle("webhook~shop").push(List.of(bill)).accepted());
        assertTrue(keys.toString(), keys.get(0).matches("[0-9a-f]{32}"));

        ConnectorException refused = assertThrows(
                ConnectorException.class,
                () -> HOME.handle("webhook~shop")
                        .receive(Webhook.of(Map.of("X-Signature-256", List.of("sha256=00")), "{}".getBytes(UTF_8))));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, refused.code());
    }

    @Test
    public void settingsThatDoNotGoTogetherAreAllTold() {
        HOME.deploy(Bundles.named("webhook"));
        HOME.cfg(
                "connector.webhook~wrong.cfg",
                "url = http://127.0.0.1:1",
                "auth = bearer",
                "paging = cursor",
                "since.parameter = since");
        HOME.await("webhook~wrong", InstanceState.INVALID);

        String why = String.join("\n", HOME.registry().why("webhook~wrong").sentences());
        for (String each : List.of("token", "paging.next", "paging.parameter", "changed", "since.order")) {
            assertTrue(why, why.contains("'" + each + "' is missing"));
        }
    }
}
