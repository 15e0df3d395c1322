package dev.patchbay.toolkit.changes;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A time of change as the service writes it, so that it can be given back as it is: a time with its zone (ISO 8601), or a
 * number, which may be seconds or milliseconds since 1970 or count something else.
 */
public record Stamp(String text) implements Comparable<Stamp> {
    private static final Duration DAY = Duration.ofDays(1);

    /** When that was; empty if the text tells no time. */
    public Optional<Instant> time() {
        if (text.matches("\\d{10}")) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        if (text.matches("\\d{13}")) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        return written();
    }

    /**
     * Whether it lies behind a point in time. A number that is more than a day ahead counts something else than time.
     */
    boolean isAfter(Instant point) {
        return time().filter(each -> each.isAfter(point))
                .filter(each -> written().isPresent() || each.isBefore(point.plus(DAY)))
                .isPresent();
    }

    /** By time, else by number, else by text. */
    @Override
    public int compareTo(Stamp other) {
        Optional<Instant> mine = written();
        Optional<Instant> others = other.written();
        if (mine.isPresent() && others.isPresent()) {
            return mine.get().compareTo(others.get());
        }
        if (isNumber() && other.isNumber()) {
            return new BigDecimal(text).compareTo(new BigDecimal(other.text));
        }
        return text.compareTo(other.text);
    }

    private boolean isNumber() {
        return text.matches("-?\\d{1,30}(\\.\\d{1,30})?");
    }

    private Optional<Instant> written() {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
