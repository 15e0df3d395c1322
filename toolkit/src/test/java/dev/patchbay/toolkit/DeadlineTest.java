package dev.patchbay.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.CallContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void roundsSecondsUp() {
        assertEquals(60, Deadline.in(Duration.ofMillis(59_500)).seconds());
    }

    @Test
    void tellsThatItHasPassed() {
        Deadline passed = Deadline.of(new Call(Instant.now().minusSeconds(1)));

        assertEquals(0, passed.left());
        assertEquals(
                ErrorCode.TIMED_OUT,
                assertThrows(ConnectorException.class, passed::millis).code());
    }

    @Test
    void bearsADeadlineThatNeverComes() {
        Deadline never = Deadline.of(new Call(Instant.MAX));

        assertTrue(never.left() > 0);
        assertTrue(never.seconds() > 0);
    }

    private record Call(Instant deadline) implements CallContext {
        @Override
        public InstanceId id() {
            return InstanceId.ofType("test");
        }

        @Override
        public String tenant() {
            return InstanceId.DEFAULT;
        }

        @Override
        public Optional<String> principal() {
            return Optional.empty();
        }

        @Override
        public String traceparent() {
            return "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        }

        @Override
        public String correlationId() {
            return "c";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public void request(String method, String endpoint) {}
    }
}
