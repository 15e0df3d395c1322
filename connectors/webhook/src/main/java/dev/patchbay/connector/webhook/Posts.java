package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Json;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One request with one record or a batch of them, signed and with its key. */
final class Posts {
    private static final int CONFLICT = 409;

    /** What became of the records of one request: the ids that were given, and what was refused, by place in the batch. */
    record Outcome(List<String> ids, Map<Integer, String> refused) {}

    private final HttpService http;
    private final Settings settings;
    private final Signing signing;

    Posts(HttpService http, Settings settings, Signing signing) {
        this.http = http;
        this.settings = settings;
        this.signing = signing;
    }

    Outcome send(List<ConnectorRecord> records, IdempotencyKeys keys, CallContext call) {
        Object payload = settings.push_batch_size() == 1
                ? payload(records.get(0))
                : records.stream().map(this::payload).toList();
        byte[] body = Json.write(payload).getBytes(StandardCharsets.UTF_8);
        String path = settings.push_path().strip();
        String type = records.get(0).type();
        String key = keys.key(records, path.replace("{type}", type), body);
        Request request = http.post(path)
                .named(RecordPaths.name(path))
                .path("type", type)
                .body(body, "application/json")
                .accept(400, CONFLICT, 413, 422);
        String header = settings.push_idempotency_header().strip();
        if (!header.isEmpty()) {
            request.header(header, key);
        }
        signing.headers(key, body).forEach(request::header);
        return outcome(request.send(call), records.size());
    }

    private Outcome outcome(Response response, int count) {
        if (WebPage.isIn(response)) {
            // Fails, as that is a page for people: who signs in there has taken nothing.
            response.json();
        }
        if (response.status() == CONFLICT && settings.push_idempotent()) {
            // So says who is still at the same request.
            throw response.failure(ErrorCode.REMOTE_UNAVAILABLE);
        }
        Document details = response.details();
        Map<Integer, String> refused = new TreeMap<>();
        if (response.status() >= 400) {
            String said = response.failure(ErrorCode.REMOTE_REJECTED).getMessage();
            IntStream.range(0, count).forEach(each -> refused.put(each, said));
        }
        if (!settings.push_rejections().isBlank()) {
            boolean partly = refused.isEmpty();
            details.list(settings.push_rejections().strip()).orElse(List.of()).forEach(each -> {
                Document one = Document.of(each);
                Optional<Long> place = one.number("/index").filter(index -> index >= 0 && index < count);
                if (place.isEmpty() && partly) {
                    throw unnamed(one);
                }
                place.ifPresent(index -> refused.put(index.intValue(), said(one)));
            });
        }
        Optional<String> id = count == 1 && refused.isEmpty()
                ? details.text(settings.push_id().strip())
                : Optional.empty();
        return new Outcome(id.map(List::of).orElse(List.of()), refused);
    }

    /** To count all of them as taken would lose one. */
    private ConnectorException unnamed(Document rejection) {
        return new ConnectorException(
                ErrorCode.OUTCOME_UNKNOWN,
                "the service refuses something of a batch (" + said(rejection)
                        + ") and does not tell by 'index' which; see"
                        + " what it has taken, and whether 'push.rejections' is right");
    }

    private static String said(Document rejection) {
        return rejection.text("/message").or(() -> rejection.text("/error")).orElse("the service refuses it");
    }

    private Map<String, Object> payload(ConnectorRecord record) {
        if (!settings.push_envelope()) {
            return record.fields();
        }
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("type", record.type());
        record.id().ifPresent(each -> envelope.put("id", each));
        record.changedAt().ifPresent(each -> envelope.put("timestamp", each.toString()));
        envelope.put("data", record.fields());
        return envelope;
    }

    /** How many of these go into the next request. */
    int next(List<ConnectorRecord> records) {
        int most = Math.min(records.size(), Math.max(1, settings.push_batch_size()));
        if (!settings.push_path().contains("{type}")) {
            return most;
        }
        int same = 1;
        while (same < most && records.get(same).type().equals(records.get(0).type())) {
            same++;
        }
        return same;
    }
}
