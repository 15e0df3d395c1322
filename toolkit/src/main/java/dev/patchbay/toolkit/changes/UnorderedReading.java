package dev.patchbay.toolkit.changes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One page of a list of changes in any order as it is read; used once, by one thread. The list is read to its end with one
 * and the same time.
 */
public final class UnorderedReading {
    private final UnorderedMark mark;
    private final Instant horizon;
    private final ChangeShape shape;
    private final List<Map<String, Object>> fresh = new ArrayList<>();
    private final Seen lastSeen;
    private Stamp last;

    /** @param horizon of the first page, which the mark has from the second on: what has changed later is left for the next pull */
    public UnorderedReading(UnorderedMark mark, Instant horizon, ChangeShape shape) {
        this.mark = mark;
        this.horizon = horizon;
        this.shape = shape;
        this.last = new Stamp(mark.last());
        this.lastSeen = mark.lastSeen().copy();
    }

    /** Reads the page that the mark is at. */
    public void read(List<Map<String, Object>> items) {
        for (Map<String, Object> each : items) {
            Stamp stamp = shape.stampOf(each);
            String id = shape.idOf(each);
            if (!stamp.isAfter(horizon)) {
                take(each, stamp, id);
            }
        }
    }

    /** What was not given before. */
    public List<Map<String, Object>> fresh() {
        return fresh;
    }

    /** The next page. */
    public UnorderedMark next(String place) {
        return new UnorderedMark(mark.since(), mark.seen(), place, horizon.toString(), last.text(), lastSeen);
    }

    /** Where the next pull begins. */
    public UnorderedMark end() {
        return UnorderedMark.at(last.text(), lastSeen);
    }

    private void take(Map<String, Object> item, Stamp stamp, String id) {
        int order = last.text().isEmpty() ? 1 : stamp.compareTo(last);
        if (isOld(stamp, id) || order == 0 && lastSeen.contains(id)) {
            return;
        }
        fresh.add(item);
        if (order > 0) {
            last = stamp;
            lastSeen.clear();
        }
        if (order >= 0) {
            lastSeen.add(id);
        }
    }

    /** Some services look at the day only. */
    private boolean isOld(Stamp stamp, String id) {
        if (mark.since().isEmpty()) {
            return false;
        }
        int order = stamp.compareTo(new Stamp(mark.since()));
        return order < 0 || order == 0 && mark.seen().contains(id);
    }
}
