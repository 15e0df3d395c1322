package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Excerpt;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Sentences about answers that refuse: who, what, the service's own words, and what to do. */
final class Refusals {
    /** Of the service's own words. */
    private static final int LONGEST = 300;

    private Refusals() {}

    static ConnectorException of(Response response, Answer answer, ErrorCode code) {
        if (answer.status() == 407) {
            return ProxyRefusals.of(answer);
        }
        Optional<Duration> told = mayWait(code, response, answer) ? response.retryAfter() : Optional.empty();
        Optional<Duration> wait = told.or(
                () -> code == ErrorCode.RATE_LIMITED ? answer.terms().errors().limitedFor() : Optional.empty());
        String sentence = answer.subject() + " " + fact(code, answer) + " (" + answer.status() + ")"
                + said(response, answer) + "; " + remedy(code, response, answer, wait);
        if (code == ErrorCode.RATE_LIMITED) {
            return ConnectorException.rateLimited(sentence, wait.orElse(null));
        }
        ConnectorException failure = new ConnectorException(code, sentence);
        return wait.map(failure::withRetryAfter).orElse(failure);
    }

    /**
     * Whether the time to wait is told. Who is told one may take it that nothing was applied, which a 500 or 504 to a write
     * does not say; and what is refused for good is refused later, too.
     */
    private static boolean mayWait(ErrorCode code, Response response, Answer answer) {
        if (code == ErrorCode.RATE_LIMITED) {
            return true;
        }
        boolean told = code.retryable() && response.header("Retry-After").isPresent();
        return told && (answer.status() == 503 || answer.isOfRead());
    }

    private static String fact(ErrorCode code, Answer answer) {
        String what = answer.what();
        return switch (code) {
            case AUTHENTICATION_FAILED -> "does not accept the credentials for " + what;
            case PERMISSION_DENIED -> "does not permit " + what + " with these credentials";
            case RATE_LIMITED -> "limits requests and did not take " + what;
            case REMOTE_UNAVAILABLE, TIMED_OUT -> "cannot serve " + what + " now";
            case REMOTE_REJECTED -> answer.status() == 404 ? "has nothing at " + what : "refuses " + what;
            default -> "answers " + what + " with what was not expected";
        };
    }

    private static String remedy(ErrorCode code, Response response, Answer answer, Optional<Duration> wait) {
        if (!answer.isTrusted()) {
            return "it was redirected there, and credentials are not carried along: set 'url' to where the service is";
        }
        return switch (code) {
            case AUTHENTICATION_FAILED -> "renew or correct them";
            case PERMISSION_DENIED -> "give them the permission, or use others";
            case RATE_LIMITED, REMOTE_UNAVAILABLE, TIMED_OUT ->
                wait.map(each -> "try again after " + seconds(each) + " s").orElse("try again later");
            default ->
                response.isPage()
                        ? "that was an HTML page: see whether 'url' is the address of its interface"
                        : answer.status() == 404
                                ? "see to the names, to 'url', and that the credentials may see it"
                                : "correct what is asked";
        };
    }

    private static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }

    /** The service's own words, on one line, without what was sent to it. */
    private static String said(Response response, Answer answer) {
        // First, because a password may have two blanks side by side.
        String clean = answer.credentials()
                .removedFrom(words(response, answer.terms().errors()))
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        if (clean.isEmpty()) {
            return "";
        }
        return ": " + Excerpt.of(clean, LONGEST);
    }

    private static String words(Response response, ErrorRules rules) {
        Document details = response.details();
        Set<String> found = new LinkedHashSet<>();
        rules.messages().forEach(each -> details.text(each).ifPresent(found::add));
        if (found.isEmpty() && response.header("Content-Type").orElse("").startsWith("text/plain")) {
            response.text().lines().findFirst().ifPresent(found::add);
        }
        return String.join(", ", found);
    }
}
