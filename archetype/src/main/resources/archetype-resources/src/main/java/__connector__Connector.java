package ${package};

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Source;
import dev.patchbay.toolkit.http.Authentication;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Response;
import java.util.List;
import java.util.Map;

/**
 * Pulls the items of a service that gives them out in the order of their numbers, those after a number:
 * {@code GET /items?after=7&limit=100} answers {@code {"items":[{"id":8,"name":"..."},...],"more":true}}.
 */
final class ${connector}Connector implements Source {
    static final String ITEMS = "items";

    private final HttpService service;

    /** Opens nothing yet: the first request does. */
    ${connector}Connector(ConnectorContext context) {
        this.service = HttpService.builder(context, context.config(Settings.class).url())
                // Asked for at each request, so that a rotated token is used at once.
                .authentication(Authentication.bearer(() -> context.secret("token")))
                .build();
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        if (!request.recordType().equals(ITEMS)) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "there is no record type '" + request.recordType() + "'; pull '" + ITEMS + "'");
        }
        Response answer = service.get("/items")
                .query("after", request.cursor().map(${connector}Connector::number).orElse(0L))
                .query("limit", request.pageSize())
                .send(call);
        List<Map<String, Object>> items = answer.objects("/items");
        List<ConnectorRecord> records =
                items.stream().map(${connector}Connector::record).toList();
        if (records.isEmpty() || !answer.document().isTrue("/more")) {
            return Page.last(records);
        }
        return Page.of(records, records.get(records.size() - 1).id().orElseThrow());
    }

    /** What fails here is thrown on as it is: the runtime makes DOWN of it, and knows by it where the reason lies. */
    @Override
    public Health health(CallContext call) {
        service.get("/items").query("limit", 1).send(call).objects("/items");
        return Health.up("the service answers");
    }

    @Override
    public void close() {
        service.close();
    }

    private static ConnectorRecord record(Map<String, Object> item) {
        return ConnectorRecord.builder(ITEMS)
                .id(String.valueOf(item.get("id")))
                .fields(item)
                .build();
    }

    /** All that a pull has to know is in its cursor: the number of the last item that was pulled. */
    private static long number(String cursor) {
        if (!cursor.matches("[0-9]{1,18}")) {
            throw new ConnectorException(
                    ErrorCode.CURSOR_INVALID, "'" + cursor + "' is no place among the items; pull from the beginning");
        }
        return Long.parseLong(cursor);
    }
}
