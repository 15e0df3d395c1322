package dev.patchbay.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What to pull: a record type, where to go on, how much at once, and parameters that the connector documents. */
public final class PullRequest {

    /** The page size if none is asked for. */
    public static final int DEFAULT_PAGE_SIZE = 100;

    private final String recordType;
    private final String cursor;
    private final int pageSize;
    private final boolean incremental;
    private final Map<String, String> parameters;

    private PullRequest(Builder builder) {
        this.recordType = builder.recordType;
        this.cursor = builder.cursor;
        this.pageSize = builder.pageSize;
        this.incremental = builder.incremental;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(builder.parameters));
    }

    /** The first page of everything of this type. */
    public static PullRequest of(String recordType) {
        return builder(recordType).build();
    }

    public static Builder builder(String recordType) {
        return new Builder(recordType);
    }

    /** The same pull, going on at another cursor. */
    public PullRequest from(String position) {
        return toBuilder().cursor(position).build();
    }

    public Builder toBuilder() {
        Builder builder =
                new Builder(recordType).cursor(cursor).pageSize(pageSize).incremental(incremental);
        builder.parameters.putAll(parameters);
        return builder;
    }

    public String recordType() {
        return recordType;
    }

    /** Where to go on; empty starts from the beginning. */
    public Optional<String> cursor() {
        return Optional.ofNullable(cursor);
    }

    /** The most records that a page may have, 1 to 10,000; a connector whose service allows less gives less. */
    public int pageSize() {
        return pageSize;
    }

    /** Whether the last page should bear a checkpoint, from which a later pull yields only what has changed. */
    public boolean incremental() {
        return incremental;
    }

    /** Filters and options by the names that the connector documents. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Collects the parts of a request; not thread-safe. */
    public static final class Builder {
        private final String recordType;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private String cursor;
        private int pageSize = DEFAULT_PAGE_SIZE;
        private boolean incremental;

        private Builder(String recordType) {
            this.recordType = Objects.requireNonNull(recordType, "recordType");
        }

        public Builder cursor(String value) {
            this.cursor = value;
            return this;
        }

        /** @throws IllegalArgumentException if not 1 to 10,000 */
        public Builder pageSize(int records) {
            if (records < 1 || records > 10_000) {
                throw new IllegalArgumentException("page size is " + records + "; it must be 1 to 10,000");
            }
            this.pageSize = records;
            return this;
        }

        public Builder incremental(boolean value) {
            this.incremental = value;
            return this;
        }

        public Builder parameter(String name, String value) {
            parameters.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        public PullRequest build() {
            return new PullRequest(this);
        }
    }
}
