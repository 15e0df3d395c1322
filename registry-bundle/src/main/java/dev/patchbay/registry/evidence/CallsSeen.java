package dev.patchbay.registry.evidence;

import dev.patchbay.model.ConnectorException;

/**
 * What the latest calls show at one moment.
 *
 * @param calls how many there were; callers' mistakes are none
 * @param row how many have succeeded since the latest failure
 * @param slowMillis the time within which 95 % of them ended
 * @param sinceSuccess milliseconds since the latest success, {@link #NEVER} if there is none
 * @param sinceFailure milliseconds since the latest failure, {@link #NEVER} if there is none
 * @param last the latest failure; null if there is none
 */
public record CallsSeen(
        int calls,
        int failures,
        int row,
        long slowMillis,
        long sinceSuccess,
        long sinceFailure,
        ConnectorException last) {
    static final long NEVER = Long.MAX_VALUE;

    /** Nobody has called. */
    public static final CallsSeen NONE = new CallsSeen(0, 0, 0, 0, NEVER, NEVER, null);

    double failing() {
        return calls == 0 ? 0 : (double) failures / calls;
    }

    /** Milliseconds since the latest call. */
    long sinceLast() {
        return Math.min(sinceSuccess, sinceFailure);
    }
}
