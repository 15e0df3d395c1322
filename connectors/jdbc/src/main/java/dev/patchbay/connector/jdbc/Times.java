package dev.patchbay.connector.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Dates and times from what records have for them: the types of java.time, or ISO 8601 text.
 *
 * <p>{@code infinity} and {@code -infinity} are the greatest and the least value of a type, as PostgreSQL's driver has
 * it in both directions. Where one side has a zone and the other none, the zone of the settings is meant.
 */
final class Times {
    private static final String FOREVER = "infinity";
    private static final String ALWAYS = "-infinity";

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXXXX][XXX][X]")
            .optionalEnd()
            .toFormatter();
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXXXX][XXX][X]")
            .toFormatter();

    private final ZoneId zone;

    Times(ZoneId zone) {
        this.zone = zone;
    }

    LocalDate date(Object value) {
        if (FOREVER.equals(value) || ALWAYS.equals(value)) {
            return FOREVER.equals(value) ? LocalDate.MAX : LocalDate.MIN;
        }
        return value instanceof LocalDate date ? date : LocalDate.parse(value.toString());
    }

    LocalTime time(Object value) {
        return value instanceof LocalTime time ? time : LocalTime.parse(value.toString());
    }

    OffsetTime timeWithZone(Object value) {
        return value instanceof OffsetTime time ? time : TIME.parse(value.toString(), OffsetTime::from);
    }

    LocalDateTime timestamp(Object value) {
        if (FOREVER.equals(value) || ALWAYS.equals(value)) {
            return FOREVER.equals(value) ? LocalDateTime.MAX : LocalDateTime.MIN;
        }
        Object parsed = parsed(value);
        return parsed instanceof LocalDateTime local
                ? local
                : ((OffsetDateTime) parsed).atZoneSameInstant(zone).toLocalDateTime();
    }

    OffsetDateTime timestampWithZone(Object value) {
        if (FOREVER.equals(value) || ALWAYS.equals(value)) {
            return FOREVER.equals(value) ? OffsetDateTime.MAX : OffsetDateTime.MIN;
        }
        Object parsed = parsed(value);
        return parsed instanceof OffsetDateTime exact
                ? exact
                : ((LocalDateTime) parsed).atZone(zone).toOffsetDateTime();
    }

    /** The moment that a column's value stands for; empty if it is none. */
    Optional<Instant> instant(Object value) {
        if (value instanceof OffsetDateTime exact) {
            return Optional.of(exact.toInstant());
        }
        if (value instanceof LocalDateTime local) {
            return Optional.of(local.atZone(zone).toInstant());
        }
        return value instanceof LocalDate date
                ? Optional.of(date.atStartOfDay(zone).toInstant())
                : Optional.empty();
    }

    /** A moment as a value of a column. */
    Object valueOf(Instant moment, ColumnKind kind) {
        return switch (kind) {
            case DATE -> LocalDate.ofInstant(moment, zone);
            case TIMESTAMP -> LocalDateTime.ofInstant(moment, zone);
            default -> moment.atOffset(ZoneOffset.UTC);
        };
    }

    /** A LocalDateTime or an OffsetDateTime. */
    private static Object parsed(Object value) {
        if (value instanceof LocalDateTime || value instanceof OffsetDateTime) {
            return value;
        }
        if (value instanceof Instant moment) {
            return moment.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof ZonedDateTime zoned) {
            return zoned.toOffsetDateTime();
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        TemporalAccessor text = DATE_TIME.parseBest(
                value.toString().trim().replaceFirst(" ", "T"),
                OffsetDateTime::from,
                LocalDateTime::from,
                LocalDate::from);
        return text instanceof LocalDate date ? date.atStartOfDay() : text;
    }
}
