package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
        Place place =
                pull.cursor().map(each -> mark(each, prefix, Place::parse)).orElseGet(() -> turner.first(pull));
        PageTurner.Turn turn = turner.turn(request, place, pull.pageSize(), call);
        List<ConnectorRecord> records = turn.items().stream()
                .map(each -> shape.record(pull.recordType(), each))
                .toList();
        return turn.next().map(next -> Page.of(records, prefix + next)).orElseGet(() -> Page.last(records));
    }

    /**
     * What a cursor tells behind the prefix that says of which list it is.
     *
     * @throws ConnectorException with CURSOR_INVALID if it is of another
     */
    static <T> T mark(String cursor, String prefix, Function<String, Optional<T>> parsed) {
        return Optional.of(cursor)
                .filter(each -> each.startsWith(prefix))
                .flatMap(each -> parsed.apply(each.substring(prefix.length())))
                .orElseThrow(Lists::foreignCursor);
    }

    static ConnectorException foreignCursor() {
        return new ConnectorException(
                ErrorCode.CURSOR_INVALID, "the cursor is none of this list's; pull from the beginning");
    }
}
