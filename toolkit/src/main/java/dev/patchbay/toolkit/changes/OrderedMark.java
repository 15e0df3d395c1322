package dev.patchbay.toolkit.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a list in the order of change was read; as text it is what a cursor holds. Immutable. */
public final class OrderedMark {

    /** Where a reader of several pages goes. */
    enum Way {
        ON,
        BACK,
        /** Behind the last of the pages there was nothing. */
        BACK_FROM_END
    }

    /** Before everything. */
    public static final OrderedMark START = at("", new Seen());

    private final String since;
    private final Seen given;
    private final String last;
    private final Seen lastGiven;
    private final List<String> places;
    private final Way way;

    /**
     * @param given what changed at that time and was given, by its id; and what changed later, by time and id
     * @param last the latest time of change that was given, {@code since} if there was none
     * @param lastGiven those of the ids that had changed at that last time
     * @param places the pages of what has changed since, up to the one that is next; empty if that is the first
     * @param way whether these pages are turned, or read again from the last to the first
     */
    OrderedMark(String since, Seen given, String last, Seen lastGiven, List<String> places, Way way) {
        this.since = since;
        this.given = given;
        this.last = last;
        this.lastGiven = lastGiven;
        this.places = List.copyOf(places);
        this.way = way;
    }

    /** At the beginning of a list of what has changed since. */
    static OrderedMark at(String since, Seen given) {
        return new OrderedMark(since, given, since, given, List.of(), Way.ON);
    }

    /** What {@link #toString} has made; empty if the text is something else. */
    public static Optional<OrderedMark> parse(String text) {
        try {
            ChangeCursor cursor = ChangeCursor.parse(text);
            List<String> places = ((List<?>) cursor.words().get(3))
                    .stream().map(String.class::cast).toList();
            return Optional.of(new OrderedMark(
                    cursor.word(0),
                    cursor.word(0).equals(cursor.word(1)) ? cursor.last() : cursor.earlier(),
                    cursor.word(1),
                    cursor.last(),
                    places,
                    Way.valueOf(cursor.word(2))));
        } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** What the service is to be asked from, that time included, as it wrote it itself; empty for everything. */
    public String since() {
        return since;
    }

    /** How many of the records that have changed since were given already. */
    public int given() {
        return given.size();
    }

    /** The page of what has changed since that is next; empty for the first. */
    public Optional<String> place() {
        return places.isEmpty() ? Optional.empty() : Optional.of(places.get(places.size() - 1));
    }

    /** Whether this is the first page, which one answer holds as a whole. */
    public boolean isFirstPage() {
        return places.size() <= 1 && way == Way.ON;
    }

    boolean isBack() {
        return way != Way.ON;
    }

    Way way() {
        return way;
    }

    Seen givenIds() {
        return given;
    }

    String last() {
        return last;
    }

    Seen lastGiven() {
        return lastGiven;
    }

    List<String> places() {
        return places;
    }

    /** The pages up to another one. */
    List<String> through(String first, String next) {
        List<String> all = new ArrayList<>(places.isEmpty() ? List.of(first) : places);
        all.add(next);
        return all;
    }

    /** The pages without the one that was next. */
    List<String> before() {
        return places.subList(0, Math.max(0, places.size() - 1));
    }

    @Override
    public String toString() {
        // As long as nothing later has come the ids are the same ones, and there may be many.
        Seen earlier = since.equals(last) ? new Seen() : given;
        return new ChangeCursor(List.of(since, last, way.name(), places), earlier, lastGiven).toString();
    }
}
