package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Pointer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One page as it is read, record by record in the order of change; used once. */
final class Reading {
    private static final Pointer UPDATED = Pointer.of("/updated_at");
    private static final Pointer ID = Pointer.of("/id");

    private final Mark mark;
    private final int size;
    private final Instant horizon;
    private final Set<String> seen;
    private String since;
    private boolean ended;

    Reading(Mark mark, int size, Instant horizon) {
        this.mark = mark;
        this.size = size;
        this.horizon = horizon;
        this.since = mark.since();
        this.seen = new HashSet<>(mark.seen());
    }

    /** False if it has to wait, and all behind it: it changed this moment, or later than the second that is counted. */
    boolean take(Map<String, Object> item, List<Map<String, Object>> fresh) {
        Document document = Document.of(item);
        Instant at = document.time(UPDATED).orElseThrow(Reading::undated);
        String changed = at.truncatedTo(ChronoUnit.SECONDS).toString();
        String id = document.text(ID).orElse("");
        if (at.isAfter(horizon)) {
            return false;
        }
        if (mark.page() != 1 && !changed.equals(since)) {
            ended = true;
            return false;
        }
        if (!mark.hasSeen(id, changed)) {
            fresh.add(item);
        }
        if (!changed.equals(since)) {
            since = changed;
            seen.clear();
        }
        seen.add(id);
        return true;
    }

    /** Whether a second that fills more than a page was read to its end. */
    boolean goesBack() {
        return mark.page() > 1 && ended;
    }

    /** The next page of the same second, the one before if it is looked through again, or the first from a later on. */
    Mark next() {
        if (mark.page() == -1) {
            return new Mark(Instant.parse(since).plusSeconds(1).toString(), Set.of(), 1, 0, "");
        }
        if (mark.isGoingBack()) {
            return new Mark(since, seen, mark.page() + 1, size, "");
        }
        if (goesBack()) {
            return new Mark(since, seen, 1 - mark.page(), size, "");
        }
        return since.equals(mark.since()) ? new Mark(since, seen, mark.page() + 1, size, "") : last();
    }

    Mark last() {
        return new Mark(since, seen, 1, 0, "");
    }

    private static ConnectorException undated() {
        return new ConnectorException(
                ErrorCode.UNEXPECTED_RESPONSE,
                "GitHub lists something without saying when it changed; see whether 'url' is right");
    }
}
