package dev.patchbay.api;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a caller wants to go with its calls; immutable. */
public final class CallOptions {
    private static final Pattern CORRELATION_ID = Pattern.compile("[!-~]{1,128}");
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final CallOptions NONE = new CallOptions(null, null, null, false);

    private final String correlationId;
    private final String principal;
    private final Duration timeout;
    private final boolean isolated;

    private CallOptions(String correlationId, String principal, Duration timeout, boolean isolated) {
        this.correlationId = correlationId;
        this.principal = principal;
        this.timeout = timeout;
        this.isolated = isolated;
    }

    public static CallOptions none() {
        return NONE;
    }

    /**
     * The id by which the call is found in every log; made up if none is given.
     *
     * @throws IllegalArgumentException if it is not 1 to 128 printable ASCII characters: it goes into headers
     */
    public CallOptions correlationId(String id) {
        if (!CORRELATION_ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a correlation id must be 1 to 128 printable ASCII characters");
        }
        return new CallOptions(id, principal, timeout, isolated);
    }

    /**
     * On whose behalf the call is made: into the log, and to the connector.
     *
     * @throws IllegalArgumentException if it is not 1 to 256 characters without control characters: it goes into lines
     */
    public CallOptions principal(String name) {
        boolean fits = !name.isBlank() && name.length() <= 256 && name.chars().noneMatch(Character::isISOControl);
        if (!fits) {
            throw new IllegalArgumentException(
                    "a principal must be 1 to 256 characters, none of them a control character");
        }
        return new CallOptions(correlationId, name, timeout, isolated);
    }

    /**
     * How long a call may take, attempts and waits included, instead of the instance's {@code timeout}; more than a year counts as a year.
     *
     * @throws IllegalArgumentException if not positive
     */
    public CallOptions timeout(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("timeout is " + value + "; it must be positive");
        }
        return new CallOptions(correlationId, principal, value.compareTo(LONGEST) > 0 ? LONGEST : value, isolated);
    }

    /** Runs the call on a thread of the runtime, so that it returns even if the connector ignores interruption. */
    public CallOptions isolated() {
        return new CallOptions(correlationId, principal, timeout, true);
    }

    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    public Optional<String> principal() {
        return Optional.ofNullable(principal);
    }

    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    public boolean isIsolated() {
        return isolated;
    }
}
