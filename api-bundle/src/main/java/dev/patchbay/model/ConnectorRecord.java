package dev.patchbay.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing of an external system: an issue, a row, a mail.
 *
 * <p>Field values are {@code null}, {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link Double},
 * {@link java.math.BigInteger}, {@link java.math.BigDecimal}, {@code byte[]}, {@link java.util.UUID}, the types of
 * {@link java.time}, or a {@link java.util.List} or {@link Map} of these. Fields keep their order.
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
        this.fields = Collections.unmodifiableMap(builder.fields);
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

    /** The fields in the order of the external system, unmodifiable; values may be null. */
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
        private final String type;
        private Map<String, Object> fields = new LinkedHashMap<>();
        /** Whether a record holds the fields, so that they must not change any more. */
        private boolean built;

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
            own().put(Objects.requireNonNull(name, "name"), value);
            return this;
        }

        public Builder fields(Map<String, ?> values) {
            own().putAll(values);
            return this;
        }

        public ConnectorRecord build() {
            built = true;
            return new ConnectorRecord(this);
        }

        private Map<String, Object> own() {
            if (built) {
                fields = new LinkedHashMap<>(fields);
                built = false;
            }
            return fields;
        }
    }
}
