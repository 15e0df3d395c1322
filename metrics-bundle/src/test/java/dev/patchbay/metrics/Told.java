package dev.patchbay.metrics;

import dev.patchbay.api.CallAttempt;
import dev.patchbay.api.CallEnd;
import dev.patchbay.api.CallFacts;
import dev.patchbay.api.CallOutcome;
import dev.patchbay.api.CallRequest;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.framework.Version;

/** What a listener is told of calls, made by hand. */
final class Told {
    private Told() {}

    /** A call on behalf of a tenant. */
    record Call(InstanceId id, String operation, String tenant) implements CallFacts {
        static Call of(String id, String operation, String tenant) {
            return new Call(InstanceId.parse(id), operation, tenant);
        }

        @Override
        public String correlationId() {
            return "correlation-1";
        }

        @Override
        public Optional<String> principal() {
            return Optional.of("eve@example.org");
        }

        @Override
        public Instant startedAt() {
            return Instant.EPOCH;
        }
    }

    /** One that took so many milliseconds, and failed if there is an error. */
    record End(Optional<ErrorCode> error, int attempts, int records, long millis) implements CallEnd {
        static End success(int records) {
            return new End(Optional.empty(), 1, records, 20);
        }

        static End failure(ErrorCode code, int attempts) {
            return new End(Optional.of(code), attempts, 0, 20);
        }

        @Override
        public CallOutcome outcome() {
            boolean skipped = error.filter(ErrorCode.CONNECTOR_DISABLED::equals).isPresent();
            return error.isEmpty() ? CallOutcome.SUCCESS : skipped ? CallOutcome.SKIPPED : CallOutcome.FAILED;
        }

        @Override
        public Optional<Version> version() {
            return Optional.empty();
        }

        @Override
        public int requests() {
            return 0;
        }

        @Override
        public Optional<String> method() {
            return Optional.empty();
        }

        @Override
        public Optional<String> endpoint() {
            return Optional.empty();
        }

        @Override
        public Duration took() {
            return Duration.ofMillis(millis);
        }

        @Override
        public Optional<String> message() {
            return error.map(each -> "the message of the failure");
        }

        @Override
        public Optional<String> stackTrace() {
            return Optional.empty();
        }
    }

    record Attempt(int number, Optional<ErrorCode> error, Optional<Duration> retryIn) implements CallAttempt {
        @Override
        public Optional<Version> version() {
            return Optional.empty();
        }

        @Override
        public Duration took() {
            return Duration.ofMillis(1);
        }

        @Override
        public Optional<String> message() {
            return error.map(each -> "the message of the failure");
        }
    }

    record Request(String method, String endpoint) implements CallRequest {
        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Instant at() {
            return Instant.EPOCH;
        }
    }
}
