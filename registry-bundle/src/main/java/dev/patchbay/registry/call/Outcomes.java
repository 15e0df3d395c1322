package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Operation;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Faults;
import dev.patchbay.registry.lifecycle.Observations;
import dev.patchbay.spi.Invoker;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a call ended with: told to the caller, remembered with the connector object, and logged once. */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(CallPipeline.class);

    /** What a connector makes of its own interruption; any other code it knows better than we do. */
    private static final Set<ErrorCode> OF_INTERRUPTION = EnumSet.of(
            ErrorCode.CONNECTOR_FAULT,
            ErrorCode.REMOTE_UNAVAILABLE,
            ErrorCode.TIMED_OUT,
            // A factory whose making was interrupted is not there.
            ErrorCode.CONNECTOR_NOT_FOUND);

    /** The caller's mistakes, which say nothing about the instance. */
    private static final Set<ErrorCode> OF_CALLERS =
            EnumSet.of(ErrorCode.UNSUPPORTED_CAPABILITY, ErrorCode.CURSOR_INVALID);

    private Outcomes() {}

    static void succeeded(ConnectorSlot slot, CallScope call) {
        Observations seen = slot.observations();
        if (call.kind() != CallKind.HEALTH) {
            seen.calls().succeeded(System.nanoTime(), call.elapsedNanos());
            if (seen.lastFailure().isPresent()) {
                seen.succeeded();
                LOG.info("'{}': {} succeeds again", call.id(), call.kind().operation());
            }
        }
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "'{}': {} ended after {} us and {} requests",
                    call.id(),
                    call.kind().operation(),
                    call.elapsedNanos() / 1_000,
                    call.requests());
        }
    }

    /** The failure as the caller gets it: with the call's ids, and without anything secret. */
    static ConnectorException failed(ConnectorSlot slot, CallScope call, Throwable thrown) {
        ConnectorException told = Faults.of(call.id(), call.kind().operation(), thrown);
        if (call.wasInterrupted() && OF_INTERRUPTION.contains(told.code())) {
            told = call.hasBegun() && mayHaveBeenApplied(slot, call.kind())
                    ? call.unknownOutcome(thrown)
                    : call.timedOut(thrown);
        }
        boolean byOthers = !call.wasInterrupted() && OF_INTERRUPTION.contains(told.code()) && Interruption.isIn(thrown);
        if (byOthers) {
            told = call.interruptedByOthers(call.hasBegun() && mayHaveBeenApplied(slot, call.kind()), thrown);
        }
        ConnectorException safe = SafeFailure.of(told, slot::redacted).inCall(call.id(), call.correlationId());
        if (call.kind() != CallKind.HEALTH && !byOthers) {
            slot.observations().calls().failed(System.nanoTime(), call.elapsedNanos(), safe, patience(slot.settings()));
            if (!OF_CALLERS.contains(safe.code())) {
                remember(slot.observations(), call, safe);
            }
        }
        return safe;
    }

    private static long patience(Settings settings) {
        return Math.min(
                settings.timeout().toNanos(), settings.healthThresholds().slow().toNanos());
    }

    private static boolean mayHaveBeenApplied(ConnectorSlot slot, CallKind kind) {
        return kind.writes()
                && !(slot.present().orElse(null) instanceof Invoker invoker && isIdempotent(invoker, kind));
    }

    private static boolean isIdempotent(Invoker invoker, CallKind kind) {
        try {
            Optional<Operation> operation = invoker.operations().stream()
                    .filter(each -> each.name().equals(kind.invoked()))
                    .findFirst();
            return operation.map(Operation::idempotent).orElse(false);
        } catch (RuntimeException fault) {
            LOG.debug("the connector does not tell its operations", fault);
            return false;
        }
    }

    /** Logs a failure once, not each time a caller meets it again. */
    private static void remember(Observations seen, CallScope call, ConnectorException failure) {
        InstanceId id = call.id();
        String operation = call.kind().operation();
        String message = failure.getMessage();
        boolean known = seen.lastFailure()
                .map(before -> before.cause().getMessage().equals(message))
                .orElse(false);
        seen.failed(new Observations.Failure(failure, Instant.now()));
        if (known) {
            LOG.debug("'{}': {} failed again: {}", id, operation, message);
        } else if (failure.code() == ErrorCode.CONNECTOR_FAULT) {
            LOG.warn("'{}': {} failed: {}", id, operation, message, failure);
        } else {
            LOG.warn("'{}': {} failed with {}: {}", id, operation, failure.code(), message);
        }
    }
}
