package dev.patchbay.toolkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value as {@link Json#read} gives it, asked by JSON pointers (RFC 6901): {@code /user/login}, {@code /items/0/id},
 * or {@code ""} for the whole. Immutable as long as the value is.
 */
public final class Document {
    private final Object value;

    private Document(Object value) {
        this.value = value;
    }

    public static Document of(Object value) {
        return new Document(value);
    }

    /** The value itself; null for the null of JSON. */
    public Object value() {
        return value;
    }

    /** What lies there; empty if nothing does, or null. */
    public Optional<Object> at(String pointer) {
        return at(Pointer.of(pointer));
    }

    /** As {@link #at(String)}. */
    public Optional<Object> at(Pointer pointer) {
        return Optional.ofNullable(pointer.in(value));
    }

    /** A string, number or boolean as text. */
    public Optional<String> text(String pointer) {
        return text(Pointer.of(pointer));
    }

    /** As {@link #text(String)}. */
    public Optional<String> text(Pointer pointer) {
        Object found = pointer.in(value);
        return found == null || found instanceof Map || found instanceof List
                ? Optional.empty()
                : Optional.of(found.toString());
    }

    /** A number, also one that is written as a string. */
    public Optional<Long> number(String pointer) {
        return text(pointer).filter(each -> each.matches("-?\\d{1,18}")).map(Long::valueOf);
    }

    /** A time by ISO 8601, such as {@code 2026-11-21T17:00:00Z}; empty if it has no zone. */
    public Optional<Instant> time(String pointer) {
        return time(Pointer.of(pointer));
    }

    /** As {@link #time(String)}. */
    public Optional<Instant> time(Pointer pointer) {
        return text(pointer).flatMap(IsoTime::parse);
    }

    public boolean isTrue(String pointer) {
        return at(pointer).filter(Boolean.TRUE::equals).isPresent();
    }

    /** The elements of an array; empty if no array lies there. */
    public Optional<List<Object>> list(String pointer) {
        return at(pointer).filter(List.class::isInstance).map(each -> new ArrayList<>((List<?>) each));
    }
}
