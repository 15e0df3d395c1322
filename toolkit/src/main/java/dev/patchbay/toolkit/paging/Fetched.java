package dev.patchbay.toolkit.paging;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.toolkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One page as it came: what is in it, and where to go on. */
public final class Fetched {
    private final Response response;
    private final List<Map<String, Object>> items;
    private final String next;

    Fetched(Response response, List<Map<String, Object>> items, Optional<String> next) {
        this.response = response;
        this.items = List.copyOf(items);
        this.next = next.orElse(null);
    }

    public Response response() {
        return response;
    }

    public List<Map<String, Object>> items() {
        return items;
    }

    /** The cursor of the next page; empty after the last. */
    public Optional<String> next() {
        return Optional.ofNullable(next);
    }

    /** As a page of a full pull. */
    public Page toPage(Function<Map<String, Object>, ConnectorRecord> record) {
        List<ConnectorRecord> records = items.stream().map(record).toList();
        return next().map(each -> Page.of(records, each)).orElseGet(() -> Page.last(records));
    }
}
