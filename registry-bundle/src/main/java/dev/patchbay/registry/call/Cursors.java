package dev.patchbay.registry.call;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;

/**
 * The spelling of cursors for callers: the connector's own with the major version that made it in front, {@code 1~...}.
 * Any version with that major number understands it, no other does.
 */
final class Cursors {
    private static final char SEPARATOR = '~';

    private Cursors() {}

    /** The page as the caller gets it: one of a call, with its cursor in the caller's spelling. */
    static Page toCaller(Page page, Attempt call) {
        String own = page.cursor().orElse(null);
        return own == null
                ? page.inCall(call.correlationId(), call.call().principal())
                : page.inCall(call.correlationId(), call.call().principal(), call.majorVersion() + "~" + own);
    }

    static PullRequest toConnector(InstanceId id, PullRequest request, int major) {
        if (request.cursor().isEmpty()) {
            return request;
        }
        String cursor = request.cursor().get();
        int end = cursor.indexOf(SEPARATOR);
        if (end < 0 || !cursor.substring(0, end).equals(Integer.toString(major))) {
            throw new ConnectorException(
                    ErrorCode.CURSOR_INVALID,
                    "'" + id + "': the cursor was not made by version " + major
                            + " of the connector; pull again from the beginning");
        }
        return request.from(cursor.substring(end + 1));
    }
}
