package dev.patchbay.vault;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token and how long it is good. Immutable.
 *
 * @param value what is sent
 * @param lease for how long it was given; zero if for ever, or if that is not known
 * @param renewable whether Vault may prolong it
 * @param begun when, on the clock of the keeper
 */
record Token(String value, Duration lease, boolean renewable, long begun) {

    /** From what Vault says in {@code auth}. */
    static Token of(Reply auth, LongSupplier clock) {
        return new Token(
                auth.text("client_token"),
                Duration.ofSeconds(auth.number("lease_duration")),
                auth.isTrue("renewable"),
                clock.getAsLong());
    }

    /** Whether a request can carry it; anything else was never a token, but a page or a file of something else. */
    static boolean isSendable(String value) {
        return !value.isEmpty() && value.chars().allMatch(each -> each > ' ' && each <= '~');
    }

    /** Whether two thirds of its time are over. */
    boolean isOld(long now) {
        return !lease.isZero() && now - begun >= lease.toNanos() / 3 * 2;
    }

    /** Whether all of its time is over. */
    boolean isOver(long now) {
        return !lease.isZero() && now - begun >= lease.toNanos();
    }

    Duration age(long now) {
        return Duration.ofNanos(now - begun);
    }

    /** A token in an error message would be a secret in an error message. */
    @Override
    public String toString() {
        return "[token]";
    }
}
