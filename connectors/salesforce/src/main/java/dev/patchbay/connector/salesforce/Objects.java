package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.changes.Horizon;
import dev.patchbay.toolkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pulls of one object. A page is those that follow the last record that was seen, whole pulls in the order of ids and
 * incremental ones in that of change, so that what comes meanwhile moves nothing, and no query is kept open at Salesforce.
 * A change that is younger than the settling time waits for the next pull: one that began before it may become visible
 * after it.
 */
final class Objects {
    private static final int LARGEST_PAGE = 2_000;
    /** Salesforce gives all fields by one word only in so many records. */
    private static final int LARGEST_OF_ALL_FIELDS = 200;
    /** Of the fields' names in an address, which has 16,384 at most. */
    private static final int LONGEST = 12_000;

    private final Org org;
    private final Fields fields;
    private final Duration settle;

    Objects(Org org, Fields fields, Duration settle) {
        this.org = org;
        this.fields = fields;
        this.settle = settle;
    }

    Page page(PullRequest pull, CallContext call) {
        String object = Soql.object(pull.recordType());
        Place place = pull.cursor()
                .map(each -> Place.parse(each, object, pull.incremental()))
                .orElseGet(() -> Place.start(object, pull.incremental()));
        String selected = selected(object, pull, call);
        int size = Math.min(pull.pageSize(), selected.equals("FIELDS(ALL)") ? LARGEST_OF_ALL_FIELDS : LARGEST_PAGE);
        Response response = ask(soql(selected, place, pull, size), object, pull, call);
        List<Map<String, Object>> rows = response.objects("/records");
        boolean done = !response.document().at("/done").equals(Optional.of(false));
        boolean more = !rows.isEmpty() && (rows.size() >= size || !done);
        return pull.incremental() ? changes(place, rows, more, Horizon.of(response, settle)) : all(place, rows, more);
    }

    private static Page all(Place place, List<Map<String, Object>> rows, boolean more) {
        List<ConnectorRecord> records = records(place, rows);
        return more ? Page.of(records, new Place(place.object(), false, "", id(rows)).toString()) : Page.last(records);
    }

    private static Page changes(Place place, List<Map<String, Object>> rows, boolean more, Instant horizon) {
        List<Map<String, Object>> settled =
                rows.stream().takeWhile(each -> !changed(each).isAfter(horizon)).toList();
        Place next = settled.isEmpty()
                ? place
                : new Place(
                        place.object(),
                        true,
                        changed(settled.get(settled.size() - 1)).toString(),
                        id(settled));
        List<ConnectorRecord> records = records(place, settled);
        return more && settled.size() == rows.size()
                ? Page.of(records, next.toString())
                : Page.last(records, next.toString());
    }

    private Response ask(String soql, String object, PullRequest pull, CallContext call) {
        try {
            return org.request("GET", isDeleted(pull) ? "/queryAll" : "/query", call)
                    .query("q", soql)
                    .send(call);
        } catch (ConnectorException failure) {
            if (failure.code() == ErrorCode.REMOTE_REJECTED) {
                fields.forget(object);
            }
            throw failure;
        }
    }

    private String selected(String object, PullRequest pull, CallContext call) {
        List<String> needed = new ArrayList<>(List.of("Id"));
        String given = pull.parameters().getOrDefault("fields", "");
        if (!given.isBlank()) {
            if (pull.incremental()) {
                needed.add("SystemModstamp");
            }
            if (isDeleted(pull)) {
                needed.add("IsDeleted");
            }
            return String.join(",", Soql.fields(given, needed));
        }
        List<String> all = fields.of(object, call);
        String names = String.join(",", all);
        // A comma takes three places in an address.
        return names.length() + 2 * all.size() > LONGEST ? "FIELDS(ALL)" : names;
    }

    private static String soql(String selected, Place place, PullRequest pull, int size) {
        List<String> conditions = new ArrayList<>();
        if (!place.isStart()) {
            conditions.add(place.condition());
        }
        String where = pull.parameters().getOrDefault("where", "");
        if (!where.isBlank()) {
            conditions.add(where.strip());
        }
        return Soql.select(selected, place.object(), conditions, place.order(), size);
    }

    private static boolean isDeleted(PullRequest pull) {
        return Boolean.parseBoolean(pull.parameters().get("deleted"));
    }

    private static List<ConnectorRecord> records(Place place, List<Map<String, Object>> rows) {
        return rows.stream().map(each -> Rows.record(place.object(), each)).toList();
    }

    private static String id(List<Map<String, Object>> rows) {
        return Rows.id(rows.get(rows.size() - 1)).orElseThrow(() -> missing("Id"));
    }

    private static Instant changed(Map<String, Object> row) {
        return Rows.changed(row).orElseThrow(() -> missing("SystemModstamp"));
    }

    private static ConnectorException missing(String field) {
        return new ConnectorException(
                ErrorCode.UNEXPECTED_RESPONSE,
                "Salesforce has sent a record without '" + field
                        + "'; see whether the object has it and the credentials may" + " see it");
    }
}
