package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Records that are written up to 200 a request, in their order: upserted by the key of their object, updated if they have an
 * id, else created. A record that is refused is told in the result; what keeps us from going on ends the push, and says how
 * far it came.
 */
final class Pushes {
    private final Org org;
    private final PushKeys keys;

    Pushes(Org org, PushKeys keys) {
        this.org = org;
        this.keys = keys;
    }

    PushResult push(List<ConnectorRecord> records, CallContext call) {
        List<PushResult.Rejection> rejections = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (Batch batch : batches(records, rejections)) {
            try {
                write(batch, ids, rejections, call);
            } catch (ConnectorException failure) {
                throw ids.isEmpty() ? failure : partly(failure, batch, records.size());
            }
        }
        return rejections.isEmpty() ? PushResult.accepted(ids) : PushResult.partly(ids.size(), rejections);
    }

    private void write(Batch batch, List<String> ids, List<PushResult.Rejection> rejections, CallContext call) {
        Response response = org.request(batch.method(), batch.path(), call)
                .path("object", batch.object())
                .path("key", batch.key())
                .json(batch.body())
                .send(call);
        List<Map<String, Object>> results = response.objects("");
        if (results.size() != batch.records().size()) {
            throw new ConnectorException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "Salesforce tells of " + results.size() + " records where "
                            + batch.records().size() + " were written; look at them there");
        }
        for (int i = 0; i < results.size(); i++) {
            Document result = Document.of(results.get(i));
            if (result.isTrue("/success")) {
                ids.add(result.text("/id").orElse(""));
            } else {
                rejections.add(rejection(batch.places().get(i), result));
            }
        }
    }

    private List<Batch> batches(List<ConnectorRecord> records, List<PushResult.Rejection> rejections) {
        List<Batch> batches = new ArrayList<>();
        for (int place = 0; place < records.size(); place++) {
            ConnectorRecord record = records.get(place);
            String object = Soql.object(record.type());
            String key = keys.of(object)
                    .filter(each -> record.fields().get(each) != null)
                    .orElse("");
            boolean update = key.isEmpty() && record.id().isPresent();
            if (key.isEmpty() && !update && !keys.isEmpty()) {
                rejections.add(PushResult.Rejection.of(place, ErrorCode.INVALID_REQUEST, keyless(object)));
                continue;
            }
            Batch wanted = Batch.of(object, key, update);
            if (batches.isEmpty() || !batches.get(batches.size() - 1).takes(wanted)) {
                batches.add(wanted);
            }
            Batch batch = batches.get(batches.size() - 1);
            batch.records().add(record);
            batch.places().add(place);
        }
        return batches;
    }

    private String keyless(String object) {
        return keys.of(object)
                .map(each -> "'" + each + "' is the key of '" + object + "' and missing; give it")
                .orElse("'push.key' names no key of '" + object + "', and the record has no id; add one such as "
                        + object + ":Number__c");
    }

    private static PushResult.Rejection rejection(int place, Document result) {
        String status = result.text("/errors/0/statusCode").orElse("UNKNOWN");
        ErrorCode code = Meaning.of(status).orElse(ErrorCode.REMOTE_REJECTED);
        String fields = result.list("/errors/0/fields")
                .filter(each -> !each.isEmpty())
                .map(each -> " " + each)
                .orElse("");
        return PushResult.Rejection.of(
                place,
                code,
                "Salesforce refuses the record: " + status + ", "
                        + result.text("/errors/0/message").orElse("without a reason") + fields);
    }

    /** Something was written already: who repeats the push writes it twice, which is as good as once only by keys. */
    private ConnectorException partly(ConnectorException failure, Batch batch, int all) {
        int begin = batch.places().get(0);
        ConnectorException partly = new ConnectorException(
                keys.isEmpty() ? ErrorCode.OUTCOME_UNKNOWN : failure.code(),
                "only the first " + begin + " of " + all + " records were dealt with, as then: " + failure.getMessage()
                        + "; push the others from number " + begin + " on, counted from 0, "
                        + (keys.isEmpty()
                                ? "after a look at the " + batch.records().size() + " from there"
                                : "or all"),
                failure);
        return failure.retryAfter().map(partly::withRetryAfter).orElse(partly);
    }
}
