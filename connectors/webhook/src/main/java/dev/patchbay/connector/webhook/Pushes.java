package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.CallContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Records posted one request after the other. What the service refuses is told by record; what keeps it from going on ends
 * the push, and says how far it came.
 */
final class Pushes {
    private final Posts posts;
    private final boolean idempotent;

    Pushes(Posts posts, boolean idempotent) {
        this.posts = posts;
        this.idempotent = idempotent;
    }

    PushResult push(List<ConnectorRecord> records, CallContext call) {
        List<String> ids = new ArrayList<>();
        List<PushResult.Rejection> rejections = new ArrayList<>();
        IdempotencyKeys keys = new IdempotencyKeys();
        int done = 0;
        while (done < records.size()) {
            List<ConnectorRecord> rest = records.subList(done, records.size());
            int count = posts.next(rest);
            int start = done;
            try {
                Posts.Outcome outcome = posts.send(rest.subList(0, count), keys, call);
                ids.addAll(outcome.ids());
                outcome.refused()
                        .forEach((place, said) -> rejections.add(
                                PushResult.Rejection.of(start + place, ErrorCode.REMOTE_REJECTED, said)));
            } catch (ConnectorException failure) {
                throw done == rejections.size() ? failure : partly(failure, done, records.size());
            }
            done += count;
        }
        if (!rejections.isEmpty()) {
            return PushResult.partly(records.size() - rejections.size(), rejections);
        }
        return ids.size() == records.size() ? PushResult.accepted(ids) : PushResult.accepted(records.size());
    }

    /** Something was taken already: whoever repeats the push would post it twice, unless the receiver knows it again. */
    private ConnectorException partly(ConnectorException failure, int done, int all) {
        String far =
                "only the first " + done + " of " + all + " records were dealt with, as then: " + failure.getMessage();
        if (idempotent) {
            return failure.with(far, failure);
        }
        ConnectorException partly = new ConnectorException(
                ErrorCode.OUTCOME_UNKNOWN,
                far + "; push the others from number " + done + " on, counted from 0, after a look at that one",
                failure);
        return failure.retryAfter().map(partly::withRetryAfter).orElse(partly);
    }
}
