package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query in the caller's own words. Salesforce keeps its result, and gives it in batches of 200 or more, for some days at
 * most; a smaller page is a part of a batch, which is asked for again. If its first batch, which is asked anew each time,
 * is another one by then, the pull ends.
 */
final class Queries {
    private static final int SMALLEST_BATCH = 200;
    private static final int LARGEST_BATCH = 2_000;
    private static final Pattern CURSOR = Pattern.compile("query:(\\d{1,5}):([0-9a-f]{0,8}):([A-Za-z0-9_-]{0,100})");
    private static final Pattern NEXT = Pattern.compile("/services/data/v[0-9.]+/query(?:All)?/([A-Za-z0-9_-]{1,100})");

    /**
     * @param skip how many records of the batch were seen
     * @param last tells the last of these from others; empty if there is none
     * @param locator of the batch, as Salesforce names it; empty for the first
     */
    private record Place(int skip, String last, String locator) {}

    private final Org org;

    Queries(Org org) {
        this.org = org;
    }

    Page page(PullRequest pull, CallContext call) {
        if (pull.incremental()) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "a query does not tell what has changed; pull an object incrementally, with the parameter 'where'");
        }
        Place place = pull.cursor().map(Queries::parse).orElse(new Place(0, "", ""));
        Response response = ask(place, pull, call);
        List<Map<String, Object>> batch = response.objects("/records");
        if (place.skip() > 0
                && (batch.size() < place.skip()
                        || !mark(batch.get(place.skip() - 1)).equals(place.last()))) {
            throw new ConnectorException(
                    ErrorCode.CURSOR_INVALID,
                    "the result of the query has changed between two pages; pull from the beginning, with larger pages or"
                            + " ORDER BY Id");
        }
        int end = Math.min(batch.size(), place.skip() + pull.pageSize());
        List<ConnectorRecord> records = batch.subList(Math.min(place.skip(), end), end).stream()
                .map(each -> Rows.record(pull.recordType(), each))
                .toList();
        return next(place, batch, end, response.document())
                .map(each -> Page.of(records, "query:" + each.skip() + ":" + each.last() + ":" + each.locator()))
                .orElseGet(() -> Page.last(records));
    }

    private Response ask(Place place, PullRequest pull, CallContext call) {
        String soql = pull.parameters().getOrDefault("soql", "");
        if (soql.isBlank()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "'soql' is required and missing; give a query such as SELECT Id, Name FROM Account");
        }
        boolean deleted = Boolean.parseBoolean(pull.parameters().get("deleted"));
        Request request = place.locator().isEmpty()
                ? org.request("GET", deleted ? "/queryAll" : "/query", call).query("q", soql)
                : org.request("GET", "/query/{locator}", call).path("locator", place.locator());
        int size = Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, place.skip() + pull.pageSize()));
        try {
            return request.header("Sforce-Query-Options", "batchSize=" + size).send(call);
        } catch (ConnectorException failure) {
            if (failure.code() == ErrorCode.CURSOR_INVALID) {
                throw failure.with(
                        "Salesforce does not keep the result of this query any more; pull from the beginning, or an object"
                                + " instead of a query",
                        failure);
            }
            throw failure;
        }
    }

    private static Optional<Place> next(Place place, List<Map<String, Object>> batch, int end, Document answer) {
        if (end < batch.size()) {
            return Optional.of(new Place(end, mark(batch.get(end - 1)), place.locator()));
        }
        return answer.text("/nextRecordsUrl").map(each -> {
            Matcher parts = NEXT.matcher(each);
            if (!parts.matches()) {
                throw new ConnectorException(
                        ErrorCode.UNEXPECTED_RESPONSE,
                        "Salesforce names a place of more records that is none; see whether 'url' is right");
            }
            return new Place(0, "", parts.group(1));
        });
    }

    private static Place parse(String cursor) {
        Matcher parts = CURSOR.matcher(cursor);
        if (!parts.matches()) {
            throw new ConnectorException(
                    ErrorCode.CURSOR_INVALID, "the cursor is none of a query's; pull from the beginning");
        }
        return new Place(Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3));
    }

    private static String mark(Map<String, Object> row) {
        return Integer.toHexString(row.hashCode());
    }
}
