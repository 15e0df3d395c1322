package dev.patchbay.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a health check found: a status and one sentence. The runtime adds when it was checked and how long it took. */
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
    private final Instant checkedAt;
    private final Duration took;

    private Health(Status status, String message, Instant checkedAt, Duration took) {
        this.status = status;
        this.message = message == null ? "" : message;
        this.checkedAt = checkedAt;
        this.took = took;
    }

    public static Health up(String message) {
        return new Health(Status.UP, message, null, null);
    }

    public static Health degraded(String message) {
        return new Health(Status.DEGRADED, message, null, null);
    }

    public static Health down(String message) {
        return new Health(Status.DOWN, message, null, null);
    }

    public static Health unknown(String message) {
        return new Health(Status.UNKNOWN, message, null, null);
    }

    /** The same finding with the time at which it was made and how long that took. */
    public Health measured(Instant at, Duration duration) {
        return new Health(status, message, at, duration);
    }

    /** The same finding with another sentence, for example one from which secrets were removed. */
    public Health withMessage(String sentence) {
        return new Health(status, sentence, checkedAt, took);
    }

    public Status status() {
        return status;
    }

    /** One sentence for the person who reads it. */
    public String message() {
        return message;
    }

    /** When the check ended; empty if none was made. */
    public Optional<Instant> checkedAt() {
        return Optional.ofNullable(checkedAt);
    }

    /** How long the check took; empty if none was made. */
    public Optional<Duration> took() {
        return Optional.ofNullable(took);
    }

    /** Whether calls can be expected to succeed: UP or DEGRADED. */
    public boolean usable() {
        return status == Status.UP || status == Status.DEGRADED;
    }

    @Override
    public String toString() {
        return message.isEmpty() ? status.name() : status + ": " + message;
    }
}
