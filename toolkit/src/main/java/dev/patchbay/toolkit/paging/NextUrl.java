package dev.patchbay.toolkit.paging;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A URL that the service names. Only one of its own origin, or a trusted one, is asked, and only for what the first page
 * was asked for or lies under a path that was named: a cursor comes back from outside and must not open other doors.
 */
public final class NextUrl implements Paging {
    private final String size;
    private final Function<Response, Optional<String>> next;
    private final List<String> within;

    NextUrl(String size, Function<Response, Optional<String>> next) {
        this(size, next, List.of());
    }

    private NextUrl(String size, Function<Response, Optional<String>> next, List<String> within) {
        this.size = size;
        this.next = next;
        this.within = within;
    }

    /**
     * Also goes on at other paths than the first page's, if they begin so.
     *
     * @param path after the one of the service's URL, such as {@code /repositories/}
     */
    public NextUrl within(String path) {
        List<String> more = new ArrayList<>(within);
        more.add(path);
        return new NextUrl(size, next, List.copyOf(more));
    }

    @Override
    public Fetched fetch(Request first, String items, Optional<String> cursor, int records, CallContext call) {
        Counted.sized(first, size, records);
        cursor.ifPresent(each -> resume(first, each));
        Response response = first.send(call);
        Optional<String> further = next.apply(response)
                .map(response::withoutCredentials)
                .map(each -> first.place(each, within)
                        .orElseThrow(() -> new ConnectorException(
                                ErrorCode.UNEXPECTED_RESPONSE,
                                "the next page of " + first.method() + " " + first.endpoint()
                                        + " is said to lie at another" + " place; see whether 'url' is right")));
        if (further.isPresent() && further.equals(cursor)) {
            throw endless(response);
        }
        return new Fetched(response, response.objects(items), further);
    }

    /** A page that is its own next would never end. */
    static ConnectorException endless(Response response) {
        return response.failure(ErrorCode.UNEXPECTED_RESPONSE);
    }

    private void resume(Request first, String cursor) {
        if (first.place(cursor, within).filter(cursor::equals).isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.CURSOR_INVALID, "the cursor is none of this list's; pull from the beginning");
        }
        first.to(cursor);
    }
}
