package dev.patchbay.vault;

import dev.patchbay.model.ConnectorException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Has a token that is good: logs in, prolongs the token before it ends, and logs in again where that cannot be. Does so
 * when somebody asks for it, for the runtime asks as long as anybody uses a secret. Thread-safe.
 */
final class TokenKeeper {
    /** Whoever cannot even look at a fresh token logs in no more often: each login makes a token in Vault. */
    private static final Duration YOUNG = Duration.ofSeconds(10);

    private final VaultHttp http;
    private final Login login;
    private final LongSupplier clock;
    /** Guarded by this, as is the next; null before the first. */
    private Token token;

    /** The next token, while somebody asks Vault for it; else null. */
    private CompletableFuture<Token> coming;

    TokenKeeper(VaultHttp http, Login login, LongSupplier clock) {
        this.http = http;
        this.login = login;
        this.clock = clock;
    }

    /**
     * Asks Vault only if there is none yet, or an old one; while somebody prolongs that, the others go on with it as long
     * as it is good.
     */
    String current() {
        Optional<String> given = login.given();
        while (true) {
            long now = clock.getAsLong();
            Token last;
            synchronized (this) {
                last = token;
                if (isWanted(last, given) && (!last.isOld(now) || coming != null && !last.isOver(now))) {
                    return last.value();
                }
            }
            Token next = isWanted(last, given)
                    ? after(last, () -> renewed(last))
                    : after(last, () -> given.map(this::look).orElseGet(this::ask));
            // Who has waited for somebody else may have got the one that was given before.
            if (isWanted(next, given)) {
                return next.value();
            }
        }
    }

    /**
     * A token was refused: if it is no longer any good, there is another one afterwards.
     *
     * @return whether there is another
     */
    boolean isReplaced(String refused) {
        Token last;
        synchronized (this) {
            last = token;
        }
        if (last == null || !last.value().equals(refused)) {
            return true;
        }
        boolean good = http.get("auth/token/lookup-self", refused).succeeded();
        if (good || login.given().isPresent() || last.age(clock.getAsLong()).compareTo(YOUNG) < 0) {
            return false;
        }
        return !after(last, this::ask).value().equals(refused);
    }

    private static boolean isWanted(Token token, Optional<String> given) {
        return token != null
                && given.filter(each -> !each.equals(token.value())).isEmpty();
    }

    /** The token after the last one that the caller has seen: there already, asked for now, or by somebody else just now. */
    private Token after(Token last, Supplier<Token> question) {
        CompletableFuture<Token> own = new CompletableFuture<>();
        CompletableFuture<Token> errand;
        synchronized (this) {
            if (token != last) {
                return token;
            }
            if (coming == null) {
                coming = own;
            }
            errand = coming;
        }
        return errand == own ? fetch(own, question) : await(errand);
    }

    private Token fetch(CompletableFuture<Token> errand, Supplier<Token> question) {
        try {
            Token next = question.get();
            synchronized (this) {
                token = next;
                coming = null;
            }
            errand.complete(next);
            return next;
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                coming = null;
            }
            errand.completeExceptionally(e);
            throw e;
        }
    }

    private Token await(CompletableFuture<Token> errand) {
        try {
            return errand.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ConnectorException told ? told : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("the question to Vault at '" + http.address() + "' was given up; ask again");
        }
    }

    private Token ask() {
        return Token.of(login.ask(http), clock);
    }

    /** What is known of a token that was given; a policy may let nobody look, and then it is used as it is. */
    private Token look(String value) {
        Reply reply = http.get("auth/token/lookup-self", value);
        if (!reply.succeeded() && reply.status() != 403) {
            throw Refusal.of(reply, http.address());
        }
        Reply data = reply.in("data");
        return new Token(value, Duration.ofSeconds(data.number("ttl")), data.isTrue("renewable"), clock.getAsLong());
    }

    /** Prolonged, if it may live as long again; another one, if there can be another; else the same until it ends. */
    private Token renewed(Token last) {
        try {
            Reply reply = last.renewable()
                    ? http.post("auth/token/renew-self", last.value(), Map.of())
                    : new Reply(400, Map.of());
            Duration lease = Duration.ofSeconds(reply.in("auth").number("lease_duration"));
            if (lease.compareTo(last.lease().dividedBy(2)) >= 0) {
                return new Token(last.value(), lease, true, clock.getAsLong());
            }
            if (reply.status() >= 500) {
                return last;
            }
            return login.given().isPresent() ? new Token(last.value(), Duration.ZERO, false, clock.getAsLong()) : ask();
        } catch (ConnectorException e) {
            // The one there is may be good for a while yet; the next to ask tries again.
            return last;
        }
    }
}
