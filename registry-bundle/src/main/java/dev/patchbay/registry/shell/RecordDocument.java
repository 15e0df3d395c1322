package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.model.ConnectorRecord;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** All records in one JSON document, written as they come; it is whole also if the pull fails. */
final class RecordDocument implements RecordOutput {
    private final Console console;
    private final JsonGenerator document;

    RecordDocument(Console console) {
        this.console = console;
        this.document = Json.generator(console.out(), console.terminal());
        document.writeStartObject().writeName("records").writeStartArray();
    }

    @Override
    public void record(ConnectorRecord record) {
        // First as a whole: a record that cannot be written must not leave half of itself in the document.
        document.writeRawValue(Json.line(RecordOutput.facts(record)));
    }

    @Override
    public void end(long count, Optional<String> cursor, boolean more) {
        document.writeEndArray().writeName("count").writeNumber(count).writeName("cursor");
        Json.write(cursor.orElse(null), document);
        document.writeName("more").writeBoolean(more).writeEndObject().close();
        console.out().write('\n');
        console.out().flush();
    }
}
