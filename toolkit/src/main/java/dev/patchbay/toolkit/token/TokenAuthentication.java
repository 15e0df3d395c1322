package dev.patchbay.toolkit.token;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Deadline;
import dev.patchbay.toolkit.http.Authentication;
import dev.patchbay.toolkit.http.Credentials;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Shows a token that is asked for when it is needed, and anew shortly before it ends or when it is refused. One caller asks
 * for all: the others go on with the old one while it is good, else wait, not beyond their deadlines. Thread-safe.
 */
public final class TokenAuthentication implements Authentication {
    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);
    /** After an early renewal that failed, until the next. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private final TokenSource source;
    private final LongSupplier clock;
    private final Object lock = new Object();
    /** Guarded by lock. */
    private Held held;
    /** Guarded by lock; null if nobody asks. */
    private CompletableFuture<AccessToken> asking;
    /** Guarded by lock. */
    private long nextTry;

    private TokenAuthentication(TokenSource source, LongSupplier clock) {
        this.source = Objects.requireNonNull(source, "source");
        this.clock = clock;
    }

    public static TokenAuthentication of(TokenSource source) {
        return new TokenAuthentication(source, System::nanoTime);
    }

    /** @param clock nanoseconds, as {@link System#nanoTime} counts them */
    static TokenAuthentication of(TokenSource source, LongSupplier clock) {
        return new TokenAuthentication(source, clock);
    }

    @Override
    public Credentials credentials(CallContext call) {
        return shown(token(call));
    }

    @Override
    public boolean renew(Credentials refused, CallContext call) {
        synchronized (lock) {
            // Somebody else may have renewed it meanwhile.
            if (held != null && shown(held.token()).equals(refused)) {
                held = null;
            }
        }
        return true;
    }

    /** The token that is good now. */
    public AccessToken token(CallContext call) {
        Deadline deadline = null;
        while (true) {
            CompletableFuture<AccessToken> flight;
            Optional<AccessToken> old;
            boolean mine;
            synchronized (lock) {
                long now = clock.getAsLong();
                boolean good = held != null && !held.hasEnded(now);
                if (good && (!held.isDue(now) || asking != null || now - nextTry < 0)) {
                    return held.token();
                }
                old = good ? Optional.of(held.token()) : Optional.empty();
                mine = asking == null;
                if (mine) {
                    asking = new CompletableFuture<>();
                }
                flight = asking;
            }
            if (mine) {
                return ask(flight, old, call);
            }
            deadline = deadline == null ? Deadline.of(call) : deadline;
            Optional<AccessToken> got = await(flight, deadline);
            if (got.isPresent()) {
                return got.get();
            }
        }
    }

    private AccessToken ask(CompletableFuture<AccessToken> flight, Optional<AccessToken> old, CallContext call) {
        long begin = clock.getAsLong();
        try {
            AccessToken token = Objects.requireNonNull(source.fetch(call), "a token source returned null");
            synchronized (lock) {
                held = Held.of(token, begin);
                asking = null;
            }
            flight.complete(token);
            return token;
        } catch (RuntimeException | Error failure) {
            synchronized (lock) {
                asking = null;
                nextTry = clock.getAsLong() + PAUSE;
            }
            flight.completeExceptionally(failure);
            if (failure instanceof ConnectorException && old.isPresent()) {
                return old.get();
            }
            throw failure;
        }
    }

    /** What another caller asks for; empty if he ran out of his time, which says nothing about ours. */
    private static Optional<AccessToken> await(CompletableFuture<AccessToken> flight, Deadline deadline) {
        try {
            return Optional.of(flight.get(deadline.millis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof ConnectorException failure)) {
                throw new IllegalStateException("another call failed to get a token", e.getCause());
            }
            if (failure.code() == ErrorCode.TIMED_OUT) {
                return Optional.empty();
            }
            throw failure.with(failure.getMessage(), failure);
        } catch (TimeoutException e) {
            throw late(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late(e);
        }
    }

    private static ConnectorException late(Exception cause) {
        return new ConnectorException(
                        ErrorCode.TIMED_OUT,
                        "no token came within the time of the call, another call asks for it; raise 'timeout' or see to the"
                                + " service that gives them out",
                        cause)
                .unapplied();
    }

    private static Credentials shown(AccessToken token) {
        return Credentials.header("Authorization", "Bearer ", token.value());
    }

    /** A token and its times, by the clock that nobody sets. */
    private record Held(AccessToken token, boolean endless, long due, long end) {

        static Held of(AccessToken token, long begin) {
            long life = token.lifetime().map(TokenAuthentication::nanos).orElse(0L);
            long ahead = Math.min(life / 5, MOST_AHEAD.toNanos());
            return new Held(token, token.lifetime().isEmpty(), begin + life - ahead, begin + life);
        }

        boolean isDue(long now) {
            return !endless && now - due >= 0;
        }

        boolean hasEnded(long now) {
            return !endless && now - end >= 0;
        }
    }

    private static long nanos(Duration lifetime) {
        return TimeUnit.SECONDS.toNanos(Math.max(0, Math.min(lifetime.toSeconds(), TimeUnit.DAYS.toSeconds(3_650))));
    }
}
