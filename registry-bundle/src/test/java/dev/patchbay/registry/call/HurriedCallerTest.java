package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.resilience.ManualTime;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gives a call less time than it may take learns that, and spoils nothing for others. */
class HurriedCallerTest {
    private static final PullRequest ANY = PullRequest.of("things");
    private static final List<ConnectorRecord> ONE =
            List.of(ConnectorRecord.builder("things").id("1").build());

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final ScriptedConnector connector = new ScriptedConnector();
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder, time);
        registry.install("erp", "1.0.0", context -> connector);
        registry.define("erp", "url", "http://one");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aCallerInAHurryOpensTheBreakerForNobody() {
        callsThatRunOutOf(Duration.ofMillis(50));

        assertEquals(LimitStatus.Breaker.CLOSED, breaker());
    }

    @Test
    void callsThatHadTheirTimeOpenIt() {
        callsThatRunOutOf(Duration.ofSeconds(10));

        assertEquals(LimitStatus.Breaker.OPEN, breaker());
    }

    @Test
    void anAttemptThatBeganShortlyBeforeTheEndTellsTheBreakerNothing() {
        registry.define("erp", "url", "http://one", "retry.max.attempts", "2", "breaker.failure.threshold", "2");
        connector.step = call -> {
            time.pass(Duration.ofSeconds(call.attempt() == 1 ? 29 : 1));
            throw new ConnectorException(
                    call.attempt() == 1 ? ErrorCode.REMOTE_UNAVAILABLE : ErrorCode.TIMED_OUT, "it does not answer");
        };

        assertThrows(ConnectorException.class, () -> registry.handle("erp").pull(ANY));

        assertEquals(2, connector.calls.get());
        assertEquals(LimitStatus.Breaker.CLOSED, breaker());
    }

    @Test
    void healthLearnsFromPushesWhoseConnectionBreaks() {
        connector.step = call -> {
            throw new ConnectorException(
                    ErrorCode.REMOTE_UNAVAILABLE, "reset", new SocketException("Connection reset"));
        };
        for (int i = 0; i < 20; i++) {
            ConnectorException told = assertThrows(
                    ConnectorException.class, () -> registry.handle("erp").push(ONE));
            assertTrue(told.code() == ErrorCode.OUTCOME_UNKNOWN || told.isUnapplied(), told::toString);
        }

        assertEquals(
                Health.Status.DOWN,
                registry.health.known(registry.instance("erp")).status());
        assertEquals(
                5,
                registry.standing("erp")
                        .slot()
                        .observations()
                        .seen(System.nanoTime())
                        .failures());
    }

    private void callsThatRunOutOf(Duration timeout) {
        connector.step = call -> {
            time.pass(timeout);
            throw new ConnectorException(ErrorCode.TIMED_OUT, "no answer");
        };
        for (int i = 0; i < 8; i++) {
            assertThrows(
                    ConnectorException.class,
                    () -> registry.handle("erp")
                            .with(CallOptions.none().timeout(timeout))
                            .pull(ANY));
        }
    }

    private LimitStatus.Breaker breaker() {
        return registry.instance("erp").limitStatus().orElseThrow().breaker();
    }
}
