package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Console;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.api.Verbs;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.osgi.framework.ServiceReference;

/** The limits of an instance in a running home: changed in files, shown and ordered about in the shell and by programs. */
public final class ResilienceIT {
    private static final InstanceId EU = InstanceId.parse("scripted~eu");

    @Rule
    public final RunningHome home = RunningHome.withScripted();

    private Path script;
    private Path trace;

    @Before
    public void serve() throws IOException {
        script = home.aside("script");
        trace = home.aside("trace");
        Files.writeString(script, "refused");
        write("breaker.failure.threshold=2", "retry.delay=1ms");
        home.await("scripted~eu", InstanceState.READY);
    }

    @Test
    public void anOpenBreakerIsShownExplainedAndReset() throws IOException {
        open();
        assertTold(run("breaker", "scripted~eu"), "is OPEN for another", "2 failures in a row (opens after 2)");
        assertTold(run("info", "scripted~eu"), "OPEN for another", "0 of 64");
        assertTold(
                run("why", "scripted~eu"),
                "its circuit breaker is open for another",
                "the last with REMOTE_UNAVAILABLE",
                "'breaker scripted~eu reset'");
        home.awaitLogged("'scripted~eu': circuit breaker is open for 60000 ms after 2 failures in a row");

        Files.writeString(script, "ok");
        assertTold(run("breaker", "scripted~eu", "reset"), "is CLOSED (opens after 2)");
        assertEquals(10, pulled());
    }

    @Test
    public void changedLimitsKeepTheStateAndTheConnectorObject() throws IOException {
        open();
        write("breaker.failure.threshold=9", "breaker.open.duration=5s", "max.concurrent.calls=3");
        RunningHome.eventually().until(() -> home.registry().limits(EU).maxConcurrentCalls() == 3);

        LimitStatus limits = home.registry().limits(EU);
        assertEquals(LimitStatus.Breaker.OPEN, limits.breaker());
        assertEquals(9, limits.failureThreshold());
        assertTrue(limits.openFor().orElseThrow().compareTo(Duration.ofSeconds(5)) <= 0);
        assertEquals(List.of("made"), Files.readAllLines(trace));
    }

    @Test
    public void anOperatorsWordCountsUntilTheNext() throws IOException {
        Files.writeString(script, "ok");
        assertTold(run("breaker", "scripted~eu", "open"), "is FORCED_OPEN");
        ConnectorException refused = assertThrows(ConnectorException.class, this::pulled);
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, refused.code());
        assertTrue(refused.getMessage().contains("an operator has opened its circuit breaker"));

        Files.writeString(script, "refused");
        run("breaker", "scripted~eu", "close");
        for (int i = 0; i < 5; i++) {
            assertThrows(ConnectorException.class, this::pulled);
        }
        assertEquals(
                LimitStatus.Breaker.FORCED_CLOSED, home.registry().limits(EU).breaker());
        home.registry().breaker(EU, BreakerOrder.RESET);
        assertEquals(LimitStatus.Breaker.CLOSED, home.registry().limits(EU).breaker());
    }

    @Test
    public void aTenantSeesAndOrdersOnlyLimitsOfItsOwn() {
        home.cfg("connector.scripted~common.cfg", "url=http://common", "shared=true");
        home.cfg("connector.scripted~own@acme.cfg", "url=http://own");
        home.await("scripted~common", InstanceState.READY);
        home.await("scripted~own@acme", InstanceState.READY);
        ConnectorRegistry acme = home.registry().forTenant("acme");
        InstanceId common = InstanceId.parse("scripted~common");

        assertEquals("its share", 32, acme.limits(common).maxConcurrentCalls());
        assertEquals(64, acme.limits(InstanceId.parse("scripted~own")).maxConcurrentCalls());
        assertNotFound(() -> acme.breaker(common, BreakerOrder.OPEN));
        assertNotFound(() -> acme.limits(EU));
        assertNotFound(() -> acme.breaker(EU, BreakerOrder.OPEN));
        acme.breaker(InstanceId.parse("scripted~own"), BreakerOrder.OPEN);
        assertEquals(
                LimitStatus.Breaker.FORCED_OPEN,
                home.registry().limits(InstanceId.parse("scripted~own@acme")).breaker());
        assertEquals(LimitStatus.Breaker.CLOSED, home.registry().limits(common).breaker());
    }

    @Test
    public void requestsAreLimitedOverAllCallers() throws IOException {
        Files.writeString(script, "ok");
        write("rate.limit.per.minute=1", "timeout=1s");
        RunningHome.eventually()
                .until(() -> home.registry().limits(EU).ratePerMinute().isPresent());
        home.handle("scripted~eu").pull(PullRequest.of("numbers"));

        ConnectorException refused = assertThrows(ConnectorException.class, this::pulled);

        assertEquals(ErrorCode.RATE_LIMITED, refused.code());
        assertTrue(refused.getMessage().contains("rate.limit.per.minute=1"));
        assertTrue(refused.retryAfter().isPresent());
    }

    private void open() {
        ConnectorException failed = assertThrows(ConnectorException.class, this::pulled);
        assertTrue(failed.getMessage().contains("nobody listens"));
        assertEquals(LimitStatus.Breaker.OPEN, home.registry().limits(EU).breaker());
    }

    private int pulled() {
        return RunningHome.pull(home.handle("scripted~eu"));
    }

    private void write(String... lines) {
        home.replaceCfg(
                "connector.scripted~eu.cfg",
                Stream.concat(
                                Stream.of("url=http://eu", "pull=told", "gate=" + script, "trace=" + trace),
                                Arrays.stream(lines))
                        .toArray(String[]::new));
    }

    private String run(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ServiceReference<Verbs> reference = home.context().getServiceReference(Verbs.class);
        assertEquals(
                0,
                home.context()
                        .getService(reference)
                        .run(List.of(words), Console.builder(out, out).build()));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void assertTold(String text, String... words) {
        String line = text.replaceAll("\\s+", " ");
        for (String each : words) {
            assertTrue(text, line.contains(each));
        }
    }

    private static void assertNotFound(ThrowingRunnable order) {
        assertEquals(
                ErrorCode.CONNECTOR_NOT_FOUND,
                assertThrows(ConnectorException.class, order).code());
    }
}
