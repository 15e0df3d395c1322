package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.model.PushResult;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** What became of every batch in one JSON document, written as it comes; it is whole also if the push fails. */
final class PushDocument implements PushReport {
    private final Console console;
    private final JsonGenerator document;

    PushDocument(Console console) {
        this.console = console;
        this.document = Json.generator(console.out(), console.terminal());
        document.writeStartObject().writeName("batches").writeStartArray();
    }

    @Override
    public void batch(long first, PushResult result) {
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("first", first);
        batch.put("accepted", result.accepted());
        batch.put("ids", result.ids());
        batch.put(
                "rejections",
                result.rejections().stream().map(each -> facts(first, each)).toList());
        Json.write(batch, document);
    }

    @Override
    public void failed(long first, long last) {
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("first", first);
        batch.put("failed", last - first + 1);
        Json.write(batch, document);
    }

    @Override
    public void end(long accepted, long rejected) {
        document.writeEndArray().writeName("accepted").writeNumber(accepted);
        document.writeName("rejected").writeNumber(rejected).writeEndObject().close();
        console.out().write('\n');
        console.out().flush();
    }

    private static Map<String, Object> facts(long first, PushResult.Rejection rejection) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("record", first + rejection.index());
        facts.put("code", rejection.code());
        facts.put("message", rejection.message());
        return facts;
    }
}
