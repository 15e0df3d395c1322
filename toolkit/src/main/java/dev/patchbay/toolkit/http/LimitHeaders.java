package dev.patchbay.toolkit.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which headers tell when a service takes the next request: {@code Retry-After}, and pairs of how many are left and when
 * that begins anew. Immutable.
 *
 * <p>A time of day counts from the service's own {@code Date}, so that a clock that is wrong here does no harm.
 */
public final class LimitHeaders {
    /** Seconds since 1970 beyond this, seconds from now on below: nobody limits for thirty years. */
    private static final long EPOCH = 1_000_000_000L;

    private static final long EPOCH_MILLIS = 100_000_000_000L;

    private record Pair(String remaining, String reset) {}

    private final List<Pair> pairs;

    private LimitHeaders(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /** {@code X-RateLimit-Remaining} with {@code X-RateLimit-Reset}, and both without the {@code X-}. */
    public static LimitHeaders standard() {
        return new LimitHeaders(List.of(
                new Pair("X-RateLimit-Remaining", "X-RateLimit-Reset"),
                new Pair("RateLimit-Remaining", "RateLimit-Reset")));
    }

    /**
     * The same and another pair.
     *
     * @param reset the header with the time, in seconds from now on or since 1970, or in milliseconds since 1970
     */
    public LimitHeaders and(String remaining, String reset) {
        List<Pair> more = new ArrayList<>(pairs);
        more.add(new Pair(remaining, reset));
        return new LimitHeaders(more);
    }

    /** How long the service asks to wait; empty if it asks for nothing. */
    public Optional<Duration> wait(HttpHeaders headers, Clock clock) {
        Instant now = headers.firstValue("Date").flatMap(LimitHeaders::date).orElseGet(clock::instant);
        return headers.firstValue("Retry-After")
                .flatMap(each -> delay(each, now))
                .or(() -> pairs.stream()
                        .filter(each -> isUsedUp(headers, each))
                        .flatMap(each -> headers.firstValue(each.reset()).stream())
                        .flatMap(each -> delay(each, now).stream())
                        .findFirst());
    }

    /** Whether the headers say that nothing is left. */
    boolean isUsedUp(HttpHeaders headers) {
        return pairs.stream().anyMatch(each -> isUsedUp(headers, each));
    }

    private static boolean isUsedUp(HttpHeaders headers, Pair pair) {
        return headers.firstValue(pair.remaining())
                .map(String::strip)
                .filter("0"::equals)
                .isPresent();
    }

    private static Optional<Duration> delay(String value, Instant now) {
        String text = value.strip();
        // Some add a fraction; rounding up, nobody comes too early.
        if (!text.matches("\\d{1,15}(\\.\\d+)?")) {
            return date(text).map(at -> notNegative(Duration.between(now, at)));
        }
        long number = Long.parseLong(text.replaceFirst("\\..*", "")) + (text.contains(".") ? 1 : 0);
        if (number > EPOCH_MILLIS) {
            return Optional.of(notNegative(Duration.between(now, Instant.ofEpochMilli(number))));
        }
        return Optional.of(
                number > EPOCH
                        ? notNegative(Duration.between(now, Instant.ofEpochSecond(number)))
                        : Duration.ofSeconds(number));
    }

    static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration notNegative(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
