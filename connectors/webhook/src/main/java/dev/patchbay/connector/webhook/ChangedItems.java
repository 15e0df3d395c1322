package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One page of a list of changes as it is read; used once, by one thread. */
final class ChangedItems {
    private final Mark mark;
    private final Instant horizon;
    private final boolean ascending;
    private final RecordShape shape;
    private final List<Map<String, Object>> fresh = new ArrayList<>();
    private final Set<String> lastSeen;
    private Stamp last;

    ChangedItems(Mark mark, Instant horizon, boolean ascending, RecordShape shape) {
        this.mark = mark;
        this.horizon = horizon;
        this.ascending = ascending;
        this.shape = shape;
        this.last = new Stamp(mark.last());
        this.lastSeen = new HashSet<>(mark.lastSeen());
    }

    /** False if the rest of the list has changed so recently that it has to wait. */
    boolean take(List<Map<String, Object>> items) {
        for (Map<String, Object> each : items) {
            Stamp stamp = shape.stamp(each).orElseThrow(() -> missing("time of change", shape.changed(), "changed"));
            String id = shape.id(each).orElseThrow(() -> missing("id", shape.id(), "id"));
            if (!stamp.isAfter(horizon)) {
                take(each, stamp, id);
            } else if (ascending) {
                return false;
            }
        }
        return true;
    }

    /** What was not given before. */
    List<Map<String, Object>> fresh() {
        return fresh;
    }

    /** Where the next pull begins. */
    Mark end() {
        return Mark.at(last.text(), lastSeen);
    }

    /** The next page: in order, the first from a later time on if there is one. */
    Mark next(String place) {
        boolean later = mark.since().isEmpty() ? !last.text().isEmpty() : last.compareTo(new Stamp(mark.since())) > 0;
        if (!ascending) {
            return new Mark(mark.since(), mark.seen(), place, horizon.toString(), last.text(), lastSeen);
        }
        return later ? end() : new Mark(mark.since(), lastSeen, place, "", last.text(), lastSeen);
    }

    private void take(Map<String, Object> item, Stamp stamp, String id) {
        boolean first = last.text().isEmpty();
        int order = first ? 1 : stamp.compareTo(last);
        if (isOld(stamp, id) || order == 0 && lastSeen.contains(id)) {
            return;
        }
        if (ascending && order < 0) {
            throw new ConnectorException(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    "the list is not in the order of change, as 'since.order' says; set it to any");
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

    private static ConnectorException missing(String what, String pointer, String key) {
        return new ConnectorException(
                ErrorCode.UNEXPECTED_RESPONSE,
                "a record has no " + what + " at '" + pointer + "'; see whether '" + key + "' points to where it lies");
    }
}
