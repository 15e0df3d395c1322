package dev.patchbay.toolkit.paging;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An offset or the number of a page. */
public final class Counted implements Paging {

    enum Step {
        RECORDS,
        PAGES
    }

    private final String parameter;
    private final String size;
    private final Step step;
    private final long first;
    private final String total;
    private final String more;

    Counted(String parameter, String size, Step step, long first, String total, String more) {
        this.parameter = parameter;
        this.size = size;
        this.step = step;
        this.first = first;
        this.total = total;
        this.more = more;
    }

    /** For an offset: where the answer tells how many records there are in all, which saves a last empty page. */
    public Counted total(String pointer) {
        return new Counted(parameter, size, step, first, pointer, more);
    }

    /** A boolean in the answer that says whether more is there, which saves a last empty page. */
    public Counted more(String pointer) {
        return new Counted(parameter, size, step, first, total, pointer);
    }

    @Override
    public Fetched fetch(Request request, String items, Optional<String> cursor, int records, CallContext call) {
        long position = cursor.map(Counted::position).orElse(first);
        sized(request, size, records);
        Response response = request.query(parameter, position).send(call);
        List<Map<String, Object>> found = response.objects(items);
        long next = position + (step == Step.RECORDS ? found.size() : 1);
        boolean last = found.isEmpty() || isLast(response.document(), next);
        return new Fetched(response, found, last ? Optional.empty() : Optional.of(Long.toString(next)));
    }

    static void sized(Request request, String parameter, int records) {
        if (!parameter.isEmpty()) {
            request.query(parameter, records);
        }
    }

    private boolean isLast(Document document, long next) {
        if (!more.isEmpty() && document.at(more).isPresent()) {
            return !document.isTrue(more);
        }
        return step == Step.RECORDS
                && !total.isEmpty()
                && document.number(total).filter(each -> next >= each).isPresent();
    }

    private static long position(String cursor) {
        if (!cursor.matches("\\d{1,18}")) {
            throw new ConnectorException(
                    ErrorCode.CURSOR_INVALID, "the cursor is no position in a list; pull from the beginning");
        }
        return Long.parseLong(cursor);
    }
}
