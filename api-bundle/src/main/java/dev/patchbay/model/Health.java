package dev.patchbay.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How an instance is: a status and one sentence, and where the reason lies if it is not well. A connector's check tells the
 * finding; the runtime adds when it was checked and how long that took, or finds out itself from calls.
 */
public final class Health {

    /** From best to worst, but for {@link #UNKNOWN}, which says that nobody has looked. */
    public enum Status {
        /** Works. */
        UP,
        /** Works, but slower or less than it should. */
        DEGRADED,
        /** Does not work. */
        DOWN,
        /** Not checked. */
        UNKNOWN
    }

    private final Status status;
    private final String message;
    private final FailureCause cause;
    private final Instant checkedAt;
    private final Duration took;
    private final boolean learned;

    private Health(
            Status status, String message, FailureCause cause, Instant checkedAt, Duration took, boolean learned) {
        this.status = status;
        this.message = message == null ? "" : message;
        this.cause = cause;
        this.checkedAt = checkedAt;
        this.took = took;
        this.learned = learned;
    }

    private Health(Status status, String message) {
        this(status, message, null, null, null, false);
    }

    public static Health up(String message) {
        return new Health(Status.UP, message);
    }

    public static Health degraded(String message) {
        return new Health(Status.DEGRADED, message);
    }

    public static Health down(String message) {
        return new Health(Status.DOWN, message);
    }

    /** DOWN, as the failure of a check tells: with its sentence and with where its reason lies. */
    public static Health down(ConnectorException failure) {
        return down(failure.getMessage()).causedBy(failure.failureCause().orElse(null));
    }

    public static Health unknown(String message) {
        return new Health(Status.UNKNOWN, message);
    }

    /** The same finding, with where its reason lies; null if that cannot be told. */
    public Health causedBy(FailureCause where) {
        return new Health(status, message, where, checkedAt, took, learned);
    }

    /** The same finding of a check, with the time at which it was made and how long that took. */
    public Health measured(Instant at, Duration duration) {
        return new Health(status, message, cause, at, duration, false);
    }

    /** The same finding, as calls have shown it, the latest of which ended at this time. */
    public Health learned(Instant at) {
        return new Health(status, message, cause, at, null, true);
    }

    /** The same finding with another sentence, for example one from which secrets were removed. */
    public Health withMessage(String sentence) {
        return new Health(status, sentence, cause, checkedAt, took, learned);
    }

    public Status status() {
        return status;
    }

    /** One sentence for the person who reads it. */
    public String message() {
        return message;
    }

    /** Where the reason lies, if it is not UP and that is known. */
    public Optional<FailureCause> cause() {
        return Optional.ofNullable(cause);
    }

    /** Whether calls have shown it, and not a check. */
    public boolean isLearned() {
        return learned;
    }

    /** When the check ended, or the latest call that has shown it; empty if there was neither. */
    public Optional<Instant> checkedAt() {
        return Optional.ofNullable(checkedAt);
    }

    /** How long the check took; empty if none has shown it. */
    public Optional<Duration> took() {
        return Optional.ofNullable(took);
    }

    /** Whether calls can be expected to succeed: UP or DEGRADED. */
    public boolean usable() {
        return status == Status.UP || status == Status.DEGRADED;
    }

    @Override
    public String toString() {
        String text = cause == null ? status.name() : status + " (" + cause + ")";
        return message.isEmpty() ? text : text + ": " + message;
    }
}
