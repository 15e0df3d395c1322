package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Verbs;
import dev.patchbay.itests.DryVerbs.Outcome;
import dev.patchbay.model.ConnectorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.BundleContext;

/** The metrics of a runtime into which their bundle was dropped. */
public final class MetricsIT {
    private static final String COMMON = "instance=\"echo~common\"";

    @Rule
    public final RunningHome home = RunningHome.empty();

    private final HttpClient client = HttpClient.newHttpClient();
    private Path jar;
    private int port;

    @Before
    public void begin() throws IOException {
        port = freePort();
        Echo.register(home.registry());
        home.cfg("connector.echo~common.cfg", "url=http://common", "shared=true", "retry.max.attempts=2");
        home.cfg("connector.echo~mine@acme.cfg", "url=http://acme");
        home.await("echo~common", READY);
        home.await("echo~mine@acme", READY);
        jar = home.deploy(Bundles.named("metrics-bundle"), "patchbay-metrics.jar");
        RunningHome.eventually().until(() -> verbs().names().contains("metrics"));
    }

    @Test
    public void callsOfASharedInstanceCountUnderTheTenantThatMakesThem() {
        listen();
        call("acme", "echo~common", "who");
        call("acme", "echo~common", "who");
        call("acme", "echo~mine@acme", "who");
        call("beta", "echo~common", "who");
        assertThrows(ConnectorException.class, () -> call("beta", "echo~common", "fail"));

        awaitLine("patchbay_calls_total", 2, COMMON, "invoke who", "SUCCESS", "tenant=\"acme\"", "type=\"echo\"");
        awaitLine("patchbay_calls_total", 1, "instance=\"echo~mine@acme\"", "invoke who", "tenant=\"acme\"");
        awaitLine("patchbay_calls_total", 1, COMMON, "invoke who", "SUCCESS", "tenant=\"beta\"");
        awaitLine("patchbay_calls_total", 1, COMMON, "FAILED", "REMOTE_UNAVAILABLE", "tenant=\"beta\"");
        awaitLine("patchbay_call_attempts_total", 2, COMMON, "REMOTE_UNAVAILABLE", "tenant=\"beta\"");
        awaitLine("patchbay_call_retries_total", 1, COMMON, "tenant=\"beta\"");
        awaitLine("patchbay_instances", 1, "state=\"ACTIVE\"", "tenant=\"acme\"");
        awaitLine("patchbay_breaker_state", 1, COMMON, "CLOSED", "tenant=\"default\"");
        awaitLine("patchbay_breaker_state", 1, COMMON, "CLOSED", "tenant=\"beta\"");
        awaitLine("patchbay_share_calls_running_limit", 32, COMMON, "tenant=\"acme\"");
        awaitLine("patchbay_calls_running", 0, COMMON, "tenant=\"default\"");
        awaitLine("patchbay_calls_running", 0, COMMON, "tenant=\"acme\"");
    }

    @Test
    public void theSeriesOfWhatIsRemovedGo() throws IOException {
        listen();
        call("acme", "echo~common", "who");
        call("acme", "echo~mine@acme", "who");
        call("default", "echo~common", "who");
        awaitLine("patchbay_calls_total", 1, "instance=\"echo~mine@acme\"", "invoke who");

        home.registry().removeTenant("acme");

        RunningHome.eventually().untilAsserted(() -> assertFalse(scrape().contains("acme")));
        assertEquals(1, lines("patchbay_calls_total", COMMON, "invoke who").size());
        home.delete(home.config().resolve("connector.echo~common.cfg"));
        RunningHome.eventually().untilAsserted(() -> assertFalse(scrape().contains("echo")));
    }

    @Test
    public void theSeriesOfATenantGoAtOnceThatIsRemovedAndOnlyCalledWhatIsShared() throws IOException {
        listen();
        call("beta", "echo~common", "who");
        call("acme", "echo~common", "who");
        awaitLine("patchbay_calls_total", 1, COMMON, "invoke who", "tenant=\"beta\"");

        home.registry().removeTenant("beta");

        RunningHome.eventually().untilAsserted(() -> assertFalse(scrape().contains("beta")));
        assertEquals(1, lines("patchbay_calls_total", COMMON, "invoke who").size());
    }

    @Test
    public void whatIsCountedOutlivesAnotherPort() throws IOException {
        listen();
        call("acme", "echo~common", "who");
        awaitLine("patchbay_calls_total", 1, COMMON, "invoke who");

        int before = port;
        port = freePort();
        listen();

        awaitLine("patchbay_calls_total", 1, COMMON, "invoke who");
        assertThrows(IOException.class, () -> get(before));
    }

    @Test
    public void aPortThatIsTakenIsToldAndStopsNothing() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            listen();
            home.awaitLogged("metrics.cfg: nobody can be answered at '127.0.0.1', port " + taken.getLocalPort());
            call("acme", "echo~common", "who");
        }
        awaitLine("patchbay_calls_total", 1, COMMON, "invoke who");
    }

    @Test
    public void whatIsWrongInTheFileIsToldAndTheRestIsDone() throws IOException {
        home.cfg("metrics.cfg", "port = http", "file = data/patchbay.prom", "file.intervall = 1s");

        home.awaitLogged("metrics.cfg: 'port' is 'http', which is no port; write a number up to 65535, such as 9464");
        home.awaitLogged("metrics.cfg: 'file.intervall' is not a setting of the metrics");
        Path file = home.path().resolve("data/patchbay.prom");
        RunningHome.eventually().until(() -> Files.exists(file));
        assertTrue(Files.readString(file).contains("patchbay_instances{state=\"READY\""));
    }

    @Test
    public void theFileIsWrittenAnewAndGoesWithItsSetting() {
        home.cfg("metrics.cfg", "file = data/patchbay.prom", "file.interval = 1s");
        Path file = home.path().resolve("data/patchbay.prom");
        call("acme", "echo~common", "who");

        RunningHome.eventually()
                .ignoreExceptions()
                .until(() -> Files.readString(file).contains("patchbay_calls_total{code=\"\"," + COMMON));
        home.delete(home.config().resolve("metrics.cfg"));
        RunningHome.eventually().until(() -> !Files.exists(file));
    }

    @Test
    public void theVerbShowsThemWithoutAnySetting() {
        call("acme", "echo~common", "who");

        RunningHome.eventually()
                .untilAsserted(() -> assertTrue(run("metrics").out().contains("patchbay_calls_total{")));
        assertFalse(run("metrics", "patchbay_instances").out().contains("patchbay_calls"));
        assertTrue(run("metrics", "--json").out().startsWith("{\"output\":\"# HELP patchbay_"));
        Outcome wrong = run("metrics", "patchbay_cals");
        assertEquals(2, wrong.exitCode());
        assertTrue(wrong.err(), wrong.err().startsWith("metrics: there is no metric 'patchbay_cals'; there are "));
        assertTrue(run("help").out().contains("Shows calls and instances as metrics"));
        assertTrue(run("metrics", "--help").out().startsWith("metrics [NAME...]\n"));
        assertEquals(List.of("metrics"), verbs().complete(List.of("met")));
        assertEquals(List.of("patchbay_pause_seconds"), verbs().complete(List.of("metrics", "patchbay_p")));
    }

    @Test
    public void nothingIsLeftOfTheBundleWhenItIsTakenAway() throws IOException {
        Loaders loaders = new Loaders();
        home.cfg("metrics.cfg", "port = " + port, "file = data/patchbay.prom");
        call("acme", "echo~common", "who");
        awaitLine("patchbay_calls_total", 1, COMMON, "invoke who");
        run("metrics");
        Stream.of(home.context().getBundles())
                .filter(each -> "dev.patchbay.metrics".equals(each.getSymbolicName()))
                .forEach(each -> loaders.see("metrics", each));
        assertEquals(1, loaders.count());

        home.delete(jar);

        RunningHome.eventually().until(() -> !verbs().names().contains("metrics"));
        loaders.awaitForgotten();
        assertEquals(List.of(), threads());
        assertFalse(Files.exists(home.path().resolve("data/patchbay.prom")));
        new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
        call("acme", "echo~common", "who");
    }

    private void listen() {
        home.cfg("metrics.cfg", "port = " + port);
    }

    private void call(String tenant, String id, String operation) {
        home.registry().forTenant(tenant).get(id).invoke(operation, Map.of());
    }

    private void awaitLine(String metric, int value, String... words) {
        RunningHome.eventually().ignoreExceptions().untilAsserted(() -> {
            List<String> found = lines(metric, words);
            assertEquals(scrape(), 1, found.size());
            assertTrue(found.get(0), found.get(0).endsWith("} " + value + ".0"));
        });
    }

    private List<String> lines(String metric, String... words) throws IOException {
        return scrape().lines()
                .filter(each -> each.startsWith(metric + "{"))
                .filter(each -> Stream.of(words).allMatch(each::contains))
                .toList();
    }

    private String scrape() throws IOException {
        HttpResponse<String> response = get(port);
        assertEquals(200, response.statusCode());
        return response.body();
    }

    private HttpResponse<String> get(int where) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + where + "/metrics"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Outcome run(String... words) {
        return DryVerbs.run(verbs(), home.path(), words);
    }

    private Verbs verbs() {
        BundleContext context = home.context();
        return context.getService(context.getServiceReference(Verbs.class));
    }

    /** Of the bundle and of its server, and the one that told it of calls. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(each -> each.contains("metrics") || each.startsWith("HTTP-Dispatcher"))
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return any.getLocalPort();
        }
    }
}
