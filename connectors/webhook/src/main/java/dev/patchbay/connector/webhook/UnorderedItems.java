package dev.patchbay.connector.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One page of a list of changes in any order as it is read; used once, by one thread. */
final class UnorderedItems {
    private final UnorderedMark mark;
    private final Instant horizon;
    private final RecordShape shape;
    private final List<Map<String, Object>> fresh = new ArrayList<>();
    private final Set<String> lastSeen;
    private Stamp last;

    UnorderedItems(UnorderedMark mark, Instant horizon, RecordShape shape) {
        this.mark = mark;
        this.horizon = horizon;
        this.shape = shape;
        this.last = new Stamp(mark.last());
        this.lastSeen = new HashSet<>(mark.lastSeen());
    }

    void read(List<Map<String, Object>> items) {
        for (Map<String, Object> each : items) {
            Stamp stamp = shape.requiredStamp(each);
            String id = shape.requiredId(each);
            if (!stamp.isAfter(horizon)) {
                take(each, stamp, id);
            }
        }
    }

    /** What was not given before. */
    List<Map<String, Object>> fresh() {
        return fresh;
    }

    /** Where the next pull begins. */
    UnorderedMark end() {
        return UnorderedMark.at(last.text(), lastSeen);
    }

    /** The next page. */
    UnorderedMark next(String place) {
        return new UnorderedMark(mark.since(), mark.seen(), place, horizon.toString(), last.text(), lastSeen);
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
