package dev.patchbay.toolkit.changes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of a list in the order of change as it is read, and where to go on; used once, by one thread. The list is asked
 * for anew from each later time on, so that nothing depends on what was on the page before: what changes meanwhile moves to
 * the end of the list.
 *
 * <p>Only where more share a time than a page holds, pages are turned. What changes then leaves them, and the others move
 * ahead, perhaps to a page that was read already. So these pages are read once more, from the last to the first: nothing
 * can move past a reader who comes the other way.
 *
 * <pre>{@code
 * OrderedMark mark = pull.cursor().map(this::parsed).orElse(OrderedMark.START);
 * Response answer = ask(mark.since(), mark.place());
 * OrderedReading reading = new OrderedReading(mark, Horizon.of(answer, Duration.ofSeconds(1)), shape);
 * reading.read(answer.objects("/items"), pull.pageSize());
 * return reading.next(place, following)
 *         .map(next -> Page.of(records(reading.fresh()), next.toString()))
 *         .orElseGet(() -> Page.last(records(reading.fresh()), reading.end().toString()));
 * }</pre>
 */
public final class OrderedReading {
    private final OrderedMark mark;
    private final Instant horizon;
    private final ChangeShape shape;
    private final List<Map<String, Object>> fresh = new ArrayList<>();
    private final Seen given;
    private final Seen lastGiven;
    private Stamp last;
    private boolean full;
    private boolean recent;

    /** @param horizon what has changed later is left for the next pull, see {@link Horizon} */
    public OrderedReading(OrderedMark mark, Instant horizon, ChangeShape shape) {
        this.mark = mark;
        this.horizon = horizon;
        this.shape = shape;
        this.given = mark.givenIds().copy();
        this.lastGiven = mark.lastGiven().copy();
        this.last = new Stamp(mark.last());
    }

    /**
     * Reads the page that the mark is at.
     *
     * @param items as the service gives them
     * @param atMost how many are to be given; for the others the same page is asked for again
     */
    public void read(List<Map<String, Object>> items, int atMost) {
        for (Map<String, Object> each : items) {
            Stamp stamp = shape.stampOf(each);
            // Some services look at the day only.
            boolean isNew = isNew(stamp, shape.idOf(each));
            recent = stamp.isAfter(horizon);
            full = !recent && isNew && fresh.size() == atMost;
            if (recent || full) {
                return;
            }
            if (isNew) {
                take(each, stamp, shape.idOf(each));
            }
        }
    }

    /** What was not given before. */
    public List<Map<String, Object>> fresh() {
        return fresh;
    }

    /**
     * Where to go on; empty if there is nothing more for now, and {@link #end} is where the next pull begins.
     *
     * @param place of this page, as the service or the connector names it
     * @param following the place of the page behind it, if there is one
     */
    public Optional<OrderedMark> next(String place, Optional<String> following) {
        if (mark.isBack()) {
            return back();
        }
        boolean ended = recent || !full && following.isEmpty();
        if (!ended && !isLater()) {
            return Optional.of(
                    with(full ? mark.places() : mark.through(place, following.orElseThrow()), OrderedMark.Way.ON));
        }
        if (!mark.isFirstPage()) {
            return Optional.of(with(mark.before(), ended ? OrderedMark.Way.BACK_FROM_END : OrderedMark.Way.BACK));
        }
        return ended ? Optional.empty() : Optional.of(end());
    }

    /** Where one begins who has read everything up to here. */
    public OrderedMark end() {
        return OrderedMark.at(last.text(), lastGiven);
    }

    private Optional<OrderedMark> back() {
        List<String> places = full ? mark.places() : mark.before();
        if (!places.isEmpty()) {
            return Optional.of(with(places, mark.way()));
        }
        return mark.way() == OrderedMark.Way.BACK ? Optional.of(end()) : Optional.empty();
    }

    /** As far as it was read, with the pages that are to come. */
    private OrderedMark with(List<String> places, OrderedMark.Way way) {
        return new OrderedMark(mark.since(), given, last.text(), lastGiven, places, way);
    }

    /** Whether what was given has changed later than what was asked from. */
    private boolean isLater() {
        return mark.since().isEmpty() ? !last.text().isEmpty() : last.compareTo(new Stamp(mark.since())) > 0;
    }

    private void take(Map<String, Object> item, Stamp stamp, String id) {
        fresh.add(item);
        given.add(key(stamp, id));
        int order = last.text().isEmpty() ? 1 : stamp.compareTo(last);
        if (order > 0) {
            last = stamp;
            lastGiven.clear();
        }
        if (order >= 0) {
            lastGiven.add(id);
        }
    }

    /** Whoever goes back finds what others have left behind, and leaves what is later to the pages to come. */
    private boolean isNew(Stamp stamp, String id) {
        return isSince(stamp) && !given.contains(key(stamp, id)) && !(mark.isBack() && stamp.compareTo(last) > 0);
    }

    /** What was given and changes again is to be given again. */
    private String key(Stamp stamp, String id) {
        return stamp.compareTo(new Stamp(mark.since())) == 0 ? id : stamp.text() + " " + id;
    }

    private boolean isSince(Stamp stamp) {
        return mark.since().isEmpty() || stamp.compareTo(new Stamp(mark.since())) >= 0;
    }
}
