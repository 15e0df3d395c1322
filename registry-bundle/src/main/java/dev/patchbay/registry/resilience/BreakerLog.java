package dev.patchbay.registry.resilience;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.InstanceId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log tells of a circuit breaker: that it has opened and why, that it is closed, and what operators order. */
final class BreakerLog {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private final InstanceId id;
    /** Null if it is the one of the instance's own tenant. */
    private final String tenant;

    BreakerLog(InstanceId id, String tenant) {
        this.id = id;
        this.tenant = tenant;
    }

    void opened(ConnectorException failure, int inARow, Duration duration) {
        LOG.warn(
                "{}: circuit breaker is open for {} ms after {} failures in a row, the last {}: {}",
                this,
                duration.toMillis(),
                inARow,
                failure.code(),
                failure.getMessage());
    }

    /** The call that was let through to see has failed. */
    void openedAgain(ConnectorException failure) {
        LOG.debug("{}: circuit breaker is open again: {}", this, failure.getMessage());
    }

    void closed() {
        LOG.info("{}: circuit breaker is closed: the external system answers again", this);
    }

    void ordered(BreakerOrder order) {
        String reset = "breaker " + id + " reset" + (tenant == null ? "" : " --tenant " + tenant);
        LOG.info(
                "{}: circuit breaker {}",
                this,
                switch (order) {
                    case RESET -> "was reset by an operator";
                    case OPEN -> "was opened by an operator: no call passes until '" + reset + "'";
                    case CLOSE -> "was closed by an operator: every call passes until '" + reset + "'";
                });
    }

    /** Whose it is, as sentences begin. */
    @Override
    public String toString() {
        return tenant == null ? "'" + id + "'" : "'" + id + "', calls of tenant '" + tenant + "'";
    }
}
