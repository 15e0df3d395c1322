package dev.patchbay.toolkit.changes;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far a list of changes in any order was read; as text it is what a cursor holds. Immutable. */
public final class UnorderedMark {

    /** Before everything. */
    public static final UnorderedMark START = at("", new Seen());

    private final String since;
    private final Seen seen;
    private final String place;
    private final String horizon;
    private final String last;
    private final Seen lastSeen;

    /**
     * @param seen the ids that had changed at that time and were given
     * @param place where the list goes on; empty at its beginning
     * @param horizon what changed after that is left for the next pull; empty at the beginning of a list
     * @param last the latest time of change that was given, {@code since} if there was none
     * @param lastSeen the ids that had changed at that time and were given
     */
    UnorderedMark(String since, Seen seen, String place, String horizon, String last, Seen lastSeen) {
        this.since = since;
        this.seen = seen;
        this.place = place;
        this.horizon = horizon;
        this.last = last;
        this.lastSeen = lastSeen;
    }

    /** At the beginning of a list of what has changed since. */
    static UnorderedMark at(String since, Seen seen) {
        return new UnorderedMark(since, seen, "", "", since, seen);
    }

    /** What {@link #toString} has made; empty if the text is something else. */
    public static Optional<UnorderedMark> parse(String text) {
        try {
            ChangeCursor cursor = ChangeCursor.parse(text);
            String horizon = cursor.word(3);
            if (!horizon.isEmpty()) {
                Instant.parse(horizon);
            }
            return Optional.of(new UnorderedMark(
                    cursor.word(0),
                    cursor.word(0).equals(cursor.word(1)) ? cursor.last() : cursor.earlier(),
                    cursor.word(2),
                    horizon,
                    cursor.word(1),
                    cursor.last()));
        } catch (IllegalArgumentException
                | ClassCastException
                | IndexOutOfBoundsException
                | DateTimeException
                | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** What the service is to be asked from, that time included, as it wrote it itself; empty for everything. */
    public String since() {
        return since;
    }

    /** Where the list goes on; empty for its beginning. */
    public Optional<String> place() {
        return place.isEmpty() ? Optional.empty() : Optional.of(place);
    }

    /** By which clock and when this list began to be read; empty if it is about to. */
    public Optional<Instant> horizon() {
        return horizon.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(horizon));
    }

    Seen seen() {
        return seen;
    }

    String last() {
        return last;
    }

    Seen lastSeen() {
        return lastSeen;
    }

    @Override
    public String toString() {
        // As long as nothing later has come the ids are the same ones, and there may be many.
        Seen earlier = since.equals(last) ? new Seen() : seen;
        return new ChangeCursor(List.of(since, last, place, horizon), earlier, lastSeen).toString();
    }
}
