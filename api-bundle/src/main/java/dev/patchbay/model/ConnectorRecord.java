package dev.patchbay.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing of an external system: an issue, a row, a mail.
 *
 * <p>Field values are {@code null}, {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link Double},
 * {@link java.math.BigInteger}, {@link java.math.BigDecimal}, {@code byte[]}, {@link java.util.UUID}, the types of
 * {@link java.time}, or a {@link java.util.List} or {@link Map} of these. Fields keep their order.
 *
 * <p>Nobody can change a record. Lists and maps among its values are copied when it is made, unless they are known to be
 * unchangeable, as what {@link FieldNames} make is; only bytes are not, and are to be left as they are. More than 1,000
 * levels of them, as in one that holds itself, are an {@link IllegalArgumentException}.
 */
public final class ConnectorRecord {
    private final String type;
    private final String id;
    private final Instant changedAt;
    private final Map<String, Object> fields;

    private ConnectorRecord(Builder builder) {
        this.type = builder.type;
        this.id = builder.id;
        this.changedAt = builder.changedAt;
        this.fields = builder.fields instanceof Fields whole ? whole : Collections.unmodifiableMap(builder.fields);
    }

    public static Builder builder(String type) {
        return new Builder(type);
    }

    /** A record without an id, as a caller has it who wants the external system to give one. */
    public static ConnectorRecord of(String type, Map<String, ?> fields) {
        return builder(type).fields(fields).build();
    }

    /** The record type, such as {@code issues} or a table's name. */
    public String type() {
        return type;
    }

    /** What tells this record from all others of its type in the external system; empty if it has no such thing. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** When the external system says that it last changed. */
    public Optional<Instant> changedAt() {
        return Optional.ofNullable(changedAt);
    }

    /** The fields in the order of the external system, unmodifiable as are lists and maps in them; values may be null. */
    public Map<String, Object> fields() {
        return fields;
    }

    /** Type and id only: a payload does not get into a log by accident. */
    @Override
    public String toString() {
        return id == null ? type : type + "/" + id;
    }

    /** Collects the parts of a record; not thread-safe. */
    public static final class Builder {
        private static final Map<String, Object> NONE = FieldNames.of(List.of()).with();

        private final String type;
        private Map<String, Object> fields = NONE;
        /** Whether others hold the fields, such as a record, so that they must not change any more. */
        private boolean shared = true;

        private String id;
        private Instant changedAt;

        private Builder(String type) {
            this.type = Objects.requireNonNull(type, "type");
        }

        public Builder id(String value) {
            this.id = value;
            return this;
        }

        public Builder changedAt(Instant value) {
            this.changedAt = value;
            return this;
        }

        public Builder field(String name, Object value) {
            own().put(Objects.requireNonNull(name, "name"), Fields.unchangeable(value));
            return this;
        }

        public Builder fields(Map<String, ?> values) {
            if (fields == NONE && values instanceof Fields whole) {
                fields = whole;
            } else {
                Map<String, Object> own = own();
                values.forEach((name, value) -> own.put(name, Fields.unchangeable(value)));
            }
            return this;
        }

        public ConnectorRecord build() {
            shared = true;
            return new ConnectorRecord(this);
        }

        private Map<String, Object> own() {
            if (shared) {
                fields = new LinkedHashMap<>(fields);
                shared = false;
            }
            return fields;
        }
    }
}
