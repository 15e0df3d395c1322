package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.CallContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Records that are written one by one, as GitHub takes them: an issue or comment without id is made, one with an id is
 * changed. What GitHub refuses is told by record; what keeps it from going on ends the batch, and says from where
 * on nothing was written.
 */
final class Pushes {
    private final Writes writes;
    private final String repository;

    Pushes(Writes writes, String repository) {
        this.writes = writes;
        this.repository = repository;
    }

    PushResult push(List<ConnectorRecord> records, CallContext call) {
        List<String> ids = new ArrayList<>();
        List<PushResult.Rejection> rejections = new ArrayList<>();
        records.forEach(Pushes::requireKnown);
        for (int index = 0; index < records.size(); index++) {
            try {
                ids.add(write(records.get(index), call));
            } catch (ConnectorException failure) {
                if (!concernsTheRecord(failure)) {
                    throw index == 0 || ids.isEmpty() ? failure : partly(failure, index, records.size());
                }
                rejections.add(PushResult.Rejection.of(index, failure.code(), failure.getMessage()));
            }
        }
        return rejections.isEmpty() ? PushResult.accepted(ids) : PushResult.partly(ids.size(), rejections);
    }

    private String write(ConnectorRecord record, CallContext call) {
        Map<String, Object> fields = record.fields();
        Repository in = Repository.parse(fields.get("repository") instanceof String named ? named : repository);
        if (record.type().equals("comments")) {
            Map<String, Object> made = record.id().isPresent()
                    ? writes.updateComment(in, record.id().get(), fields.get("body"), call)
                    : writes.comment(in, fields.get("issue"), fields.get("body"), call);
            return String.valueOf(made.get("id"));
        }
        Map<String, Object> made = record.id().isPresent()
                ? writes.updateIssue(in, record.id().get(), fields, call)
                : writes.createIssue(in, fields, call);
        return String.valueOf(made.get("number"));
    }

    private static void requireKnown(ConnectorRecord record) {
        if (!record.type().equals("issues") && !record.type().equals("comments")) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "'" + record.type() + "' cannot be pushed to GitHub; use issues or comments");
        }
    }

    private static boolean concernsTheRecord(ConnectorException failure) {
        return failure.code() == ErrorCode.REMOTE_REJECTED || failure.code() == ErrorCode.INVALID_REQUEST;
    }

    /** Something was written already: whoever repeats the batch would write it twice. */
    private static ConnectorException partly(ConnectorException failure, int written, int all) {
        return new ConnectorException(
                ErrorCode.OUTCOME_UNKNOWN,
                "only the first " + written + " of " + all + " records were dealt with, as then: "
                        + failure.getMessage() + "; push the others from number " + written
                        + " on, counted from 0, after a look at that one",
                failure);
    }
}
