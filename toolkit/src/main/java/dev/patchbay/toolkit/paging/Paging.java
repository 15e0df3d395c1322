package dev.patchbay.toolkit.paging;

import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.http.Request;
import java.util.Optional;

/**
 * How a service goes on from one page to the next. A cursor is a text that is only for the strategy that made it; it holds
 * no credential. Immutable.
 *
 * <pre>{@code
 * Fetched page = Paging.link("per_page").fetch(http.get("/issues"), "", pull.cursor(), pull.pageSize(), call);
 * return page.toPage(this::issue);
 * }</pre>
 */
public interface Paging {

    /**
     * Gets the page at a cursor.
     *
     * @param first the request of the first page but for its size; not to be used again
     * @param items where the list lies in the answer, as a JSON pointer; {@code ""} if it is the whole
     * @param cursor of {@link Fetched#next()}; empty for the first page
     * @throws dev.patchbay.model.ConnectorException as {@link Request#send} does; with CURSOR_INVALID for a cursor of
     *     something else; with UNEXPECTED_RESPONSE if there is no list
     */
    Fetched fetch(Request first, String items, Optional<String> cursor, int size, CallContext call);

    /**
     * {@code Link: <...>; rel="next"}, as GitHub has it.
     *
     * @param size the parameter with the page size; empty for none
     */
    static NextUrl link(String size) {
        return new NextUrl(size, response -> response.link("next"));
    }

    /**
     * A whole URL in the answer, or one without the host.
     *
     * @param pointer where it lies; nothing, null or an empty text there ends the list
     */
    static NextUrl nextUrl(String pointer, String size) {
        return new NextUrl(size, response -> response.document().text(pointer).filter(each -> !each.isBlank()));
    }

    /**
     * A cursor in the answer that the next request bears.
     *
     * @param pointer where it lies; nothing, null or an empty text there ends the list
     * @param parameter of the query that bears it
     */
    static NextCursor cursor(String pointer, String parameter, String size) {
        return new NextCursor(pointer, parameter, size, "");
    }

    /**
     * How many records to leave out. Goes on by as many as came, until none come: a service that gives less than is asked
     * for loses nothing.
     *
     * @param parameter of the query that bears it
     */
    static Counted offset(String parameter, String size) {
        return new Counted(parameter, size, Counted.Step.RECORDS, 0, "", "");
    }

    /**
     * The number of a page, until none come.
     *
     * @param first the number of the first page, 0 or 1
     */
    static Counted page(String parameter, String size, int first) {
        return new Counted(parameter, size, Counted.Step.PAGES, first, "", "");
    }
}
