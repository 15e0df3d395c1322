package dev.patchbay.registry.paging;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;

/**
 * The turns from page to page of one pull, which end if their cursors go round in a circle. Keeps two of them, however many
 * there are: the latest, and one before, which it replaces after twice as many pages each time; so a circle is found within
 * a few rounds.
 */
public final class PageTurns {
    private final InstanceId id;
    private String latest;
    private String known;
    private long knownAt;
    private long page;
    private long nextKnownAt = 1;

    /** @param first from where the first page is pulled; null from the beginning */
    public PageTurns(InstanceId id, String first) {
        this.id = id;
        this.latest = first;
        this.known = first;
    }

    /**
     * A page says that another one is there, from this cursor on.
     *
     * @throws ConnectorException with UNEXPECTED_RESPONSE if an earlier page has said so too
     */
    public void to(String cursor) {
        page++;
        if (cursor.equals(latest)) {
            throw circle(page - 1);
        }
        if (cursor.equals(known)) {
            throw circle(knownAt);
        }
        latest = cursor;
        if (page == nextKnownAt) {
            known = cursor;
            knownAt = page;
            nextKnownAt *= 2;
        }
    }

    /** Without the cursor, in which the keys of records may stand. */
    private ConnectorException circle(long before) {
        return new ConnectorException(
                ErrorCode.UNEXPECTED_RESPONSE,
                "'" + id + "': after page " + page + " the pull would go on from the same cursor as "
                        + (before == 0 ? "at its beginning" : "after page " + before)
                        + ", and so never end; look at the paging of the external system, or report it to the author of"
                        + " connector '" + id.type() + "'");
    }
}
