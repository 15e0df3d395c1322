package dev.patchbay.connector.webhook;

import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import java.util.List;
import java.util.Optional;

/**
 * Changes of a list that comes in the order of change. It is asked for anew from each later time on, so that nothing
 * depends on what was on the page before: what changes meanwhile moves to the end of the list.
 *
 * <p>Only where more share a time than a page holds, pages are turned. What changes then leaves them, and the others move
 * ahead, perhaps to a page that was read already. So these pages are read once more, from the last to the first: nothing
 * can move past a reader who comes the other way.
 */
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
        OrderedItems items = new OrderedItems(mark, ChangeRequests.horizon(turn.response()), pull.pageSize(), shape);
        items.read(turn.items());
        Optional<OrderedMark> next =
                next(mark, items, place.toString(), turn.next().map(Place::toString));
        return next.map(each -> Page.of(requests.records(pull, items.fresh()), prefix + each))
                .orElseGet(() -> Page.last(requests.records(pull, items.fresh()), prefix + items.end()));
    }

    /** Empty if there is nothing more for now. */
    private static Optional<OrderedMark> next(
            OrderedMark mark, OrderedItems items, String place, Optional<String> following) {
        if (mark.isBack()) {
            return back(mark, items);
        }
        boolean ended = items.isRecent() || !items.isFull() && following.isEmpty();
        if (!ended && !items.isLater()) {
            List<String> places = items.isFull() ? mark.places() : mark.through(place, following.orElseThrow());
            return Optional.of(items.with(places, OrderedMark.Way.ON));
        }
        if (!mark.isFirstPage()) {
            return Optional.of(items.with(mark.before(), ended ? OrderedMark.Way.BACK_FROM_END : OrderedMark.Way.BACK));
        }
        return ended ? Optional.empty() : Optional.of(items.end());
    }

    private static Optional<OrderedMark> back(OrderedMark mark, OrderedItems items) {
        List<String> places = items.isFull() ? mark.places() : mark.before();
        if (!places.isEmpty()) {
            return Optional.of(items.with(places, mark.way()));
        }
        return mark.way() == OrderedMark.Way.BACK ? Optional.of(items.end()) : Optional.empty();
    }
}
