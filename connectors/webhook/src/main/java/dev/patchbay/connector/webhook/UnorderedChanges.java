package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.changes.UnorderedMark;
import dev.patchbay.toolkit.changes.UnorderedReading;
import java.time.Instant;
import java.util.List;

/** Changes of a list that comes in any order: it is read to its end with one and the same time. */
final class UnorderedChanges {
    private final ChangeRequests requests;
    private final PageTurner turner;
    private final RecordShape shape;

    UnorderedChanges(ChangeRequests requests, PageTurner turner, RecordShape shape) {
        this.requests = requests;
        this.turner = turner;
        this.shape = shape;
    }

    Page page(PullRequest pull, CallContext call) {
        String prefix = "since:" + turner.way() + ":" + pull.recordType() + ":";
        UnorderedMark mark = pull.cursor()
                .map(each -> Lists.mark(each, prefix, UnorderedMark::parse))
                .orElse(UnorderedMark.START);
        Place place = mark.place()
                .map(each -> Place.parse(each).orElseThrow(Lists::foreignCursor))
                .orElseGet(() -> turner.first(pull));
        PageTurner.Turn turn = turner.turn(requests.since(pull, mark.since()), place, pull.pageSize(), call);
        Instant horizon = mark.horizon().orElseGet(() -> ChangeRequests.horizon(turn.response()));
        UnorderedReading reading = new UnorderedReading(mark, horizon, shape);
        reading.read(turn.items());
        List<ConnectorRecord> records = requests.records(pull, reading.fresh());
        return turn.next()
                .map(next -> Page.of(records, prefix + reading.next(next.toString())))
                .orElseGet(() -> Page.last(records, prefix + reading.end()));
    }
}
