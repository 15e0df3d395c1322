package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether what failed can be done once more without having been done twice. */
final class Repeats {
    private static final Logger LOG = LoggerFactory.getLogger(CallPipeline.class);
    private static final int DEEPEST_CAUSE = 20;

    private Repeats() {}

    /**
     * Whether nothing of an attempt was surely applied. Of several requests that may change something, those before the
     * last one may have been, whatever has become of that.
     */
    static boolean isUnapplied(Attempt attempt, ConnectorException failure) {
        if (!attempt.hasBegun()) {
            return true;
        }
        if (failure.instance().isPresent()) {
            // Of another call that the connector has made, it says nothing of what that has done before.
            return attempt.call().history().isRefusal(failure) && failure.isUnapplied();
        }
        return attempt.changes() <= 1 && (failure.isUnapplied() || wasPutOff(failure) || wasNotReached(failure));
    }

    /** Whether the connector says that doing it twice is as doing it once. */
    static boolean isIdempotent(ConnectorSlot slot, CallKind kind) {
        try {
            return slot.present().filter(each -> isIdempotent(each, kind)).isPresent();
        } catch (Throwable fault) {
            // What the call itself has failed with is told.
            LOG.debug("'{}': the connector does not tell whether it may repeat {}", slot.id(), kind.operation(), fault);
            return false;
        }
    }

    /** The same failure where it is not sure that nothing was applied. */
    static ConnectorException applied(ConnectorException failure) {
        if (!failure.isUnapplied()) {
            return failure;
        }
        ConnectorException plain = new ConnectorException(failure.code(), failure.getMessage(), failure.getCause())
                .causedBy(failure.failureCause().orElse(null));
        plain.setStackTrace(failure.getStackTrace());
        return failure.retryAfter().map(plain::withRetryAfter).orElse(plain);
    }

    private static boolean isIdempotent(Connector connector, CallKind kind) {
        if (kind == CallKind.PUSH) {
            return connector instanceof Sink sink && sink.idempotent();
        }
        return connector instanceof Invoker invoker
                && invoker.operations().stream()
                        .filter(Operation::idempotent)
                        .anyMatch(each -> each.name().equals(kind.invoked()));
    }

    private static boolean wasPutOff(ConnectorException failure) {
        return failure.retryAfter().isPresent()
                && (failure.code() == ErrorCode.RATE_LIMITED || failure.code() == ErrorCode.REMOTE_UNAVAILABLE);
    }

    private static boolean wasNotReached(ConnectorException failure) {
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof HttpConnectTimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
