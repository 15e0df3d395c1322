package dev.patchbay.vault;

import dev.patchbay.model.ConnectorException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

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
    /** Guarded by this; null before the first. */
    private Token token;

    TokenKeeper(VaultHttp http, Login login, LongSupplier clock) {
        this.http = http;
        this.login = login;
        this.clock = clock;
    }

    /** Asks Vault only if there is none yet, or an old one. */
    synchronized String current() {
        Optional<String> given = login.given();
        if (token == null || given.filter(each -> !each.equals(token.value())).isPresent()) {
            token = given.map(this::look).orElseGet(this::ask);
        } else if (token.isOld(clock.getAsLong())) {
            token = renewed();
        }
        return token.value();
    }

    /**
     * A token was refused: if it is no longer any good, there is another one afterwards.
     *
     * @return whether there is another
     */
    synchronized boolean isReplaced(String refused) {
        if (token == null || !token.value().equals(refused)) {
            return true;
        }
        boolean good = http.get("auth/token/lookup-self", refused).succeeded();
        if (good || login.given().isPresent() || token.age(clock.getAsLong()).compareTo(YOUNG) < 0) {
            return false;
        }
        token = ask();
        return true;
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
    private Token renewed() {
        try {
            Reply reply = token.renewable()
                    ? http.post("auth/token/renew-self", token.value(), Map.of())
                    : new Reply(400, Map.of());
            Duration lease = Duration.ofSeconds(reply.in("auth").number("lease_duration"));
            if (lease.compareTo(token.lease().dividedBy(2)) >= 0) {
                return new Token(token.value(), lease, true, clock.getAsLong());
            }
            if (reply.status() >= 500) {
                return token;
            }
            return login.given().isPresent()
                    ? new Token(token.value(), Duration.ZERO, false, clock.getAsLong())
                    : ask();
        } catch (ConnectorException e) {
            // The one there is may be good for a while yet; the next to ask tries again.
            return token;
        }
    }
}
