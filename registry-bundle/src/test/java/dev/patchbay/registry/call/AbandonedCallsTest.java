package dev.patchbay.registry.call;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.LimitStatus.Breaker;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.evidence.CallsSeen;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is learned from isolated calls whose callers have left, because they go on past their deadline. */
class AbandonedCallsTest {

    @TempDir
    Path folder;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final ScriptedConnector connector = new ScriptedConnector();
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
        registry.install("erp", "1.0.0", context -> connector);
        registry.define(
                "erp",
                "url",
                "http://one",
                "isolated",
                "true",
                "timeout",
                "100ms",
                "health.degraded.latency",
                "50ms",
                "breaker.failure.threshold",
                "2");
        connector.step = call -> hang();
    }

    @AfterEach
    void close() {
        gate.countDown();
        registry.close();
    }

    @Test
    void theyOpenTheCircuitBreakerSoThatTheNextCallerDoesNotHang() {
        assertEquals(ErrorCode.TIMED_OUT, pull().code());
        assertEquals(ErrorCode.TIMED_OUT, pull().code());

        ConnectorException refused = pull();

        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, refused.code());
        assertTrue(refused.getMessage().contains("circuit breaker is open"), refused::getMessage);
        assertEquals(2, connector.calls.get());
        assertEquals(
                Health.Status.DOWN,
                registry.health.known(registry.instance("erp")).status());
        assertTrue(registry.standing("erp").slot().observations().lastFailure().isPresent());
    }

    @Test
    void eachCountsOnceAndAsAFailureHoweverItEnds() {
        pull();
        assertEquals(1, seen().failures());

        gate.countDown();
        await().until(() -> registry.isolated.instances() == 0);

        assertEquals(1, seen().failures());
        assertEquals(1, seen().calls());
        assertEquals(1, registry.instance("erp").limitStatus().orElseThrow().failures());
        assertEquals(
                Breaker.CLOSED,
                registry.instance("erp").limitStatus().orElseThrow().breaker());
    }

    private CallsSeen seen() {
        return registry.standing("erp").slot().observations().seen(System.nanoTime());
    }

    private ConnectorException pull() {
        return assertThrows(
                ConnectorException.class, () -> registry.handle("erp").pull(PullRequest.of("things")));
    }

    private void hang() {
        boolean passed = false;
        while (!passed) {
            try {
                passed = gate.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException ignoredOnPurpose) {
                passed = false;
            }
        }
    }
}
