package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.changes.OrderedMark;
import dev.patchbay.toolkit.changes.OrderedReading;
import dev.patchbay.toolkit.changes.Stamp;
import java.util.List;
import java.util.Map;

/** Changes of a list that comes in the order of change. */
final class OrderedChanges {
    private final ChangeRequests requests;
    private final PageTurner turner;
    private final RecordShape shape;

    OrderedChanges(ChangeRequests requests, PageTurner turner, RecordShape shape) {
        this.requests = requests;
        this.turner = turner;
        this.shape = shape;
    }

    Page page(PullRequest pull, CallContext call) {
        String prefix = "ordered:" + turner.way() + ":" + pull.recordType() + ":";
        OrderedMark mark = pull.cursor()
                .map(each -> Lists.mark(each, prefix, OrderedMark::parse))
                .orElse(OrderedMark.START);
        Place place = mark.place()
                .map(each -> Place.parse(each).orElseThrow(Lists::foreignCursor))
                .orElseGet(() -> turner.first(pull));
        PageTurner.Turn turn = turner.turn(requests.since(pull, mark.since()), place, Integer.MAX_VALUE, call);
        requireOrder(turn.items());
        OrderedReading reading = new OrderedReading(mark, ChangeRequests.horizon(turn.response()), shape);
        reading.read(turn.items(), pull.pageSize());
        List<ConnectorRecord> records = requests.records(pull, reading.fresh());
        return reading.next(place.toString(), turn.next().map(Place::toString))
                .map(next -> Page.of(records, prefix + next))
                .orElseGet(() -> Page.last(records, prefix + reading.end()));
    }

    private void requireOrder(List<Map<String, Object>> items) {
        Stamp before = null;
        for (Map<String, Object> each : items) {
            Stamp stamp = shape.stampOf(each);
            if (before != null && stamp.compareTo(before) < 0) {
                throw new ConnectorException(
                        ErrorCode.UNEXPECTED_RESPONSE,
                        "the list is not in the order of change, as 'since.order' says; set it to any");
            }
            before = stamp;
        }
    }
}
