package dev.patchbay.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.patchbay.api.CallOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
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

/** The connector github in a framework: a dropped JAR and a .cfg, and what its requests look like. */
public final class GitHubIT {
    private static final String ISSUES = "[{\"id\":1,\"number\":1,\"title\":\"It breaks\"}]";

    private static final String LIMITS = "{\"resources\":{\"core\":{\"limit\":5000,\"remaining\":4999}}}";

    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    private final List<Map<String, List<String>>> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(Map.copyOf(exchange.getRequestHeaders()));
            String path = exchange.getRequestURI().getPath();
            byte[] body =
                    (path.endsWith("/issues") ? ISSUES : path.equals("/rate_limit") ? LIMITS : "{}").getBytes(UTF_8);
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
    public void aDroppedJarAndACfgPullIssuesUnderTheCallersCorrelationId() {
        HOME.deploy(Bundles.named("github"));
        HOME.cfg(
                "connector.github.cfg",
                "url = http://127.0.0.1:" + server.getAddress().getPort(),
                "repository = octo/hello");
        HOME.await("github", InstanceState.READY, InstanceState.ACTIVE);

        assertEquals(
                List.of("It breaks"),
                HOME.handle("github")
                        .with(CallOptions.none().correlationId("order-7"))
                        .pullAll(PullRequest.of("issues"))
                        .map(each -> each.fields().get("title"))
                        .toList());
        assertTrue(seen.stream().anyMatch(each -> List.of("order-7").equals(each.get("X-correlation-id"))));
        assertEquals(
                Health.Status.UP,
                HOME.registry().health(HOME.handle("github").id()).status());

        ConnectorException refused = assertThrows(
                ConnectorException.class, () -> HOME.handle("github").pull(PullRequest.of("stars")));
        assertEquals(ErrorCode.UNSUPPORTED_CAPABILITY, refused.code());
    }
}
