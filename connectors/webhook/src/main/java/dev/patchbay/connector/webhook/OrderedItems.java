package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One page of a list in the order of change as it is read; used once, by one thread. */
final class OrderedItems {
    private final OrderedMark mark;
    private final Instant horizon;
    private final int atMost;
    private final RecordShape shape;
    private final List<Map<String, Object>> fresh = new ArrayList<>();
    private final Set<String> given;
    private final Set<String> lastGiven;
    private Stamp last;
    private boolean full;
    private boolean recent;

    OrderedItems(OrderedMark mark, Instant horizon, int atMost, RecordShape shape) {
        this.mark = mark;
        this.horizon = horizon;
        this.atMost = atMost;
        this.shape = shape;
        this.given = new HashSet<>(mark.given());
        this.lastGiven = new HashSet<>(mark.lastGiven());
        this.last = new Stamp(mark.last());
    }

    void read(List<Map<String, Object>> items) {
        Stamp before = null;
        for (Map<String, Object> each : items) {
            Stamp stamp = shape.requiredStamp(each);
            recent = stamp.isAfter(horizon);
            full = !recent && fresh.size() == atMost && isNew(stamp, shape.requiredId(each));
            if (recent || full) {
                return;
            }
            // Some services look at the day only.
            if (isSince(stamp)) {
                requireOrder(before, stamp);
                before = stamp;
                take(each, stamp, shape.requiredId(each));
            }
        }
    }

    /** What was not given before. */
    List<Map<String, Object>> fresh() {
        return fresh;
    }

    /** Whether there is more on the page than may be given at once. */
    boolean isFull() {
        return full;
    }

    /** Whether the rest of the list has changed so recently that it has to wait. */
    boolean isRecent() {
        return recent;
    }

    /** Whether what was given has changed later than what was asked from. */
    boolean isLater() {
        return mark.since().isEmpty() ? !last.text().isEmpty() : last.compareTo(new Stamp(mark.since())) > 0;
    }

    /** Where one begins who has read everything up to here. */
    OrderedMark end() {
        return OrderedMark.at(last.text(), lastGiven);
    }

    /** As far as it was read, with the pages that are to come. */
    OrderedMark with(List<String> places, OrderedMark.Way way) {
        return new OrderedMark(mark.since(), given, last.text(), lastGiven, places, way);
    }

    private void take(Map<String, Object> item, Stamp stamp, String id) {
        if (!isNew(stamp, id)) {
            return;
        }
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

    private static void requireOrder(Stamp before, Stamp stamp) {
        if (before != null && stamp.compareTo(before) < 0) {
            throw new ConnectorException(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    "the list is not in the order of change, as 'since.order' says; set it to any");
        }
    }
}
