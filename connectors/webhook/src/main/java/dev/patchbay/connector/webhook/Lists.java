package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import java.util.List;

/** Full pulls. */
final class Lists {
    private final RecordPaths paths;
    private final PageTurner turner;
    private final RecordShape shape;

    Lists(RecordPaths paths, PageTurner turner, RecordShape shape) {
        this.paths = paths;
        this.turner = turner;
        this.shape = shape;
    }

    Page page(PullRequest pull, CallContext call) {
        var request = paths.request(pull, "");
        String prefix = "list:" + turner.way() + ":" + pull.recordType() + ":";
        Place place = pull.cursor().map(each -> place(each, prefix)).orElseGet(() -> turner.first(pull));
        PageTurner.Turn turn = turner.turn(request, place, pull.pageSize(), call);
        List<ConnectorRecord> records = turn.items().stream()
                .map(each -> shape.record(pull.recordType(), each))
                .toList();
        return turn.next().map(next -> Page.of(records, prefix + next)).orElseGet(() -> Page.last(records));
    }

    private static Place place(String cursor, String prefix) {
        if (!cursor.startsWith(prefix)) {
            throw foreignCursor();
        }
        return Place.parse(cursor.substring(prefix.length())).orElseThrow(Lists::foreignCursor);
    }

    static ConnectorException foreignCursor() {
        return new ConnectorException(
                ErrorCode.CURSOR_INVALID, "the cursor is none of this list's; pull from the beginning");
    }
}
