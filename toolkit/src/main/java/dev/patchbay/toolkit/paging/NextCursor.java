package dev.patchbay.toolkit.paging;

import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.util.Optional;

/** A cursor in the answer, sent back in the query. */
public final class NextCursor implements Paging {
    private final String pointer;
    private final String parameter;
    private final String size;
    private final String more;

    NextCursor(String pointer, String parameter, String size, String more) {
        this.pointer = pointer;
        this.parameter = parameter;
        this.size = size;
        this.more = more;
    }

    /** For a service that gives a cursor on the last page, too: a boolean in the answer that says whether more is there. */
    public NextCursor more(String where) {
        return new NextCursor(pointer, parameter, size, where);
    }

    @Override
    public Fetched fetch(Request first, String items, Optional<String> cursor, int records, CallContext call) {
        Counted.sized(first, size, records);
        cursor.ifPresent(each -> first.query(parameter, each));
        Response response = first.send(call);
        Document document = response.document();
        boolean last = !more.isEmpty() && !document.isTrue(more);
        Optional<String> next = document.text(pointer).filter(each -> !last && !each.isEmpty());
        if (next.isPresent() && next.equals(cursor)) {
            throw NextUrl.endless(response);
        }
        return new Fetched(response, response.objects(items), next);
    }
}
