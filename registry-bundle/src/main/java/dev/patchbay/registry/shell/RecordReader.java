package dev.patchbay.registry.shell;

import dev.patchbay.model.ConnectorRecord;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/** Reads records one by one from JSON lines, or from one JSON array; not thread-safe. */
final class RecordReader implements AutoCloseable {
    private static final Set<String> ENVELOPE = Set.of("type", "id", "changedAt", "fields");

    private final String name;
    private final String recordType;
    private final InputStream in;
    private JsonParser parser;
    private boolean array;

    RecordReader(String name, InputStream in, String recordType) {
        this.name = name;
        this.in = in;
        this.recordType = recordType;
    }

    /**
     * The next record; empty at the end.
     *
     * @throws VerbFailure with the line, if that is no record
     */
    Optional<ConnectorRecord> next() {
        try {
            JsonToken token = advance();
            if (token == null) {
                return Optional.empty();
            }
            if (token != JsonToken.START_OBJECT) {
                throw wrong("a record must be a JSON object");
            }
            return Optional.of(record(Json.read(parser)));
        } catch (JacksonIOException e) {
            throw VerbFailure.failed("'" + name + "' cannot be read: " + e.getOriginalMessage(), e);
        } catch (JacksonException e) {
            throw VerbFailure.failed(
                    "'" + name + "' line " + e.getLocation().getLineNr() + " is not JSON: " + e.getOriginalMessage(),
                    e);
        }
    }

    /** How many bytes have been read up to the end of the last record. */
    long offset() {
        return parser == null ? 0 : Math.max(0, parser.currentLocation().getByteOffset());
    }

    /** Leaves the stream open. */
    @Override
    public void close() {
        if (parser != null) {
            parser.close();
        }
    }

    /** Made late: making it already reads, which may block. */
    private JsonToken advance() {
        if (parser == null) {
            parser = Json.parser(in);
            JsonToken first = parser.nextToken();
            array = first == JsonToken.START_ARRAY;
            if (!array) {
                return first;
            }
        }
        JsonToken token = parser.nextToken();
        if (array && token == JsonToken.END_ARRAY) {
            if (parser.nextToken() != null) {
                throw wrong("something follows the array");
            }
            return null;
        }
        return token;
    }

    private ConnectorRecord record(Object value) {
        Map<?, ?> object = (Map<?, ?>) value;
        ConnectorRecord.Builder record = ConnectorRecord.builder(recordType);
        boolean enveloped = object.get("fields") instanceof Map && ENVELOPE.containsAll(object.keySet());
        Map<?, ?> fields = enveloped ? (Map<?, ?>) object.get("fields") : object;
        fields.forEach((key, each) -> record.field(String.valueOf(key), each));
        if (enveloped) {
            Optional.ofNullable(object.get("id")).map(Object::toString).ifPresent(record::id);
            Optional.ofNullable(object.get("changedAt")).map(this::instant).ifPresent(record::changedAt);
        }
        return record.build();
    }

    private Instant instant(Object text) {
        try {
            return Instant.parse(text.toString());
        } catch (DateTimeException e) {
            throw wrong("'changedAt' is not a time such as 2026-01-31T12:00:00Z");
        }
    }

    private VerbFailure wrong(String fact) {
        return VerbFailure.failed(
                "'" + name + "' line " + parser.currentTokenLocation().getLineNr() + ": " + fact);
    }
}
