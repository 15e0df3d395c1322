package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Faults;
import dev.patchbay.registry.lifecycle.Interruption;
import dev.patchbay.registry.lifecycle.Observations;
import dev.patchbay.registry.resilience.Limits;
import java.time.Instant;
import java.util.EnumSet;
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
            EnumSet.of(ErrorCode.UNSUPPORTED_CAPABILITY, ErrorCode.CURSOR_INVALID, ErrorCode.INVALID_REQUEST);

    /** After these nobody knows whether what was sent was applied. */
    private static final Set<ErrorCode> UNKNOWN = EnumSet.of(ErrorCode.REMOTE_UNAVAILABLE, ErrorCode.TIMED_OUT);

    /** What a call ends with whose time is up. */
    private static final Set<ErrorCode> OUT_OF_TIME = EnumSet.of(ErrorCode.TIMED_OUT, ErrorCode.OUTCOME_UNKNOWN);

    private Outcomes() {}

    static void succeeded(Attempt attempt) {
        CallScope call = attempt.call();
        Observations seen = attempt.slot().observations();
        if (call.kind() != CallKind.HEALTH && !call.isAbandoned()) {
            long now = call.time().nanos();
            AttemptTrail.succeeded(attempt, now);
            if (call.kind().tellsOfOutside()) {
                seen.calls().succeeded(now, attempt.nanos(now));
            }
            if (call.kind() != CallKind.OPERATIONS && seen.lastFailure().isPresent()) {
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
                    attempt.requests());
        }
    }

    /** The failure of an attempt as the caller gets it: with the call's ids, and without anything secret. */
    static ConnectorException failed(Attempt attempt, Throwable thrown) {
        CallScope call = attempt.call();
        ConnectorSlot slot = attempt.slot();
        ConnectorException told = Faults.of(call.id(), call.kind().operation(), thrown);
        pause(attempt, told);
        boolean unapplied = !call.kind().writes() || Repeats.isUnapplied(attempt, told);
        boolean certain = unapplied || Repeats.isIdempotent(slot, call.kind());
        boolean ofLimit =
                told.code() == ErrorCode.RATE_LIMITED && told.instance().isPresent();
        boolean ofInterruption = OF_INTERRUPTION.contains(told.code());
        boolean byOthers = ofInterruption && !call.wasInterrupted() && Interruption.isIn(thrown, Attempts.class);
        if (ofInterruption && call.wasInterrupted()) {
            told = certain ? CallFailures.timedOut(call, thrown) : CallFailures.timedOutUnknown(call, thrown);
        } else if (byOthers) {
            // Whoever has caught it need not have thought of this, and the caller has nothing else to see it by.
            call.thread().interrupt();
            told = CallFailures.interruptedByOthers(call, !certain, thrown);
        } else if (!certain && UNKNOWN.contains(told.code())) {
            told = CallFailures.unknownOutcome(call, told);
        }
        call.history().touch(!unapplied);
        if (call.kind().writes()) {
            told = call.history().isUntouched() ? told.unapplied() : Repeats.applied(told);
        }
        ConnectorException safe = call.told(SafeFailure.of(told, slot::redacted));
        call.history().failed(safe, !byOthers && !ofLimit, isHasty(attempt, safe));
        if (certain && !byOthers && safe.code().retryable()) {
            attempt.mayRepeat();
        }
        return safe;
    }

    /** What a call has ended with, whatever attempts it took, is kept with the connector object, counted and logged. */
    static void remember(Attempt attempt, ConnectorException failure) {
        CallScope call = attempt.call();
        if (call.kind() == CallKind.HEALTH
                || call.isAbandoned()
                || !call.history().isBlamed()) {
            return;
        }
        Observations seen = attempt.slot().observations();
        if (call.kind().tellsOfOutside() && isOfOwner(call)) {
            long patience = call.isOverdue() ? patience(attempt.slot().settings()) : 0;
            seen.calls().failed(System.nanoTime(), call.elapsedNanos(), failure, patience);
        }
        if (!isOfCaller(failure)) {
            remember(seen, call, failure);
        }
    }

    /**
     * Nobody waits any longer for a call that goes on. By the caller's thread.
     *
     * @param failure with the call's ids
     */
    static void abandoned(CallScope call, ConnectorSlot slot, Limits limits, ConnectorException failure) {
        Observations seen = slot.observations();
        long patience = patience(slot.settings());
        if (call.kind().tellsOfOutside() && isOfOwner(call)) {
            seen.calls().failed(System.nanoTime(), call.elapsedNanos(), failure, patience);
        }
        if (call.kind().isGuarded()
                && call.elapsedNanos() >= patience
                && limits.breaker().isClosed()) {
            limits.breaker().failed(limits.breaker().enter(), failure);
        }
        remember(seen, call, failure);
    }

    /**
     * Whether nobody else shares the instance with the caller. Who does could otherwise, by calls that are bound to fail, close
     * it to all others: its failures count in its own circuit breaker.
     */
    private static boolean isOfOwner(CallScope call) {
        return call.tenant().equals(call.id().tenant());
    }

    /** Whether it is a mistake of the caller, for which the external system need not have been asked. */
    static boolean isOfCaller(ConnectorException failure) {
        return OF_CALLERS.contains(failure.code());
    }

    /**
     * Whether the caller's time was up before the external system had as much of it as it may take: that says nothing about
     * it, and a caller in a hurry closes the way to nobody else.
     */
    private static boolean isHasty(Attempt attempt, ConnectorException failure) {
        CallScope call = attempt.call();
        return OUT_OF_TIME.contains(failure.code())
                && call.isOverdue()
                && attempt.nanos(call.time().nanos()) < patience(attempt.slot().settings());
    }

    private static long patience(Settings settings) {
        return Math.min(
                settings.common().timeout().toNanos(),
                settings.common().healthThresholds().slow().toNanos());
    }

    /** What the external system has asked for holds for all; a limit of ours, or of another instance, is none of that. */
    private static void pause(Attempt attempt, ConnectorException failure) {
        boolean asked = failure.code() == ErrorCode.RATE_LIMITED || failure.code() == ErrorCode.REMOTE_UNAVAILABLE;
        if (asked && failure.instance().isEmpty()) {
            failure.retryAfter().ifPresent(attempt.limits().pause()::ask);
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
