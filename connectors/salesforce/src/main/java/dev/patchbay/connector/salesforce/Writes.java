package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests of operations, one record each. */
final class Writes {
    private final Org org;

    Writes(Org org) {
        this.org = org;
    }

    Map<String, Object> query(String soql, boolean deleted, CallContext call) {
        Response response = org.request("GET", deleted ? "/queryAll" : "/query", call)
                .query("q", soql)
                .send(call);
        response.objects("/records");
        Map<String, Object> result = Rows.plain(response.object());
        result.remove("nextRecordsUrl");
        return result;
    }

    Map<String, Object> create(String object, Map<String, Object> fields, CallContext call) {
        return to("POST", "/sobjects/{object}", object, call)
                .json(fields)
                .send(call)
                .object();
    }

    Map<String, Object> update(String object, String id, Map<String, Object> fields, CallContext call) {
        to("PATCH", "/sobjects/{object}/{id}", object, call)
                .path("id", id)
                .json(fields)
                .send(call);
        return Map.of("id", id, "success", true);
    }

    Map<String, Object> upsert(String object, String key, String value, Map<String, Object> fields, CallContext call) {
        Response response = to("PATCH", "/sobjects/{object}/{key}/{value}", object, call)
                .path("key", Soql.field(key))
                .path("value", value)
                .json(fields)
                .accept(300)
                .send(call);
        if (response.status() == 300) {
            // The list of those that have it: the field is no unique one.
            throw response.failure(ErrorCode.REMOTE_REJECTED);
        }
        // Up to version 45 of the interface nothing is said of a record that was there.
        return response.status() == 204 ? Map.of("success", true, "created", false) : response.object();
    }

    Map<String, Object> delete(String object, String id, CallContext call) {
        Response response = to("DELETE", "/sobjects/{object}/{id}", object, call)
                .path("id", id)
                .accept(404)
                .send(call);
        if (response.status() == 404
                && !Meaning.errorCode(response)
                        .filter("ENTITY_IS_DELETED"::equals)
                        .isPresent()) {
            throw response.failure(ErrorCode.REMOTE_REJECTED);
        }
        return Map.of("id", id, "success", true);
    }

    Map<String, Object> composite(List<Map<String, Object>> requests, boolean allOrNone, CallContext call) {
        return org.request("POST", "/composite", call)
                .json(Map.of(
                        "allOrNone",
                        allOrNone,
                        "compositeRequest",
                        requests.stream().map(this::absolute).toList()))
                .send(call)
                .object();
    }

    private Map<String, Object> absolute(Map<String, Object> request) {
        Map<String, Object> absolute = new LinkedHashMap<>(request);
        absolute.computeIfPresent("url", (name, value) -> {
            String url = value.toString();
            return url.startsWith("/services/") ? url : org.base() + (url.startsWith("/") ? url : "/" + url);
        });
        return absolute;
    }

    private Request to(String method, String path, String object, CallContext call) {
        return org.request(method, path, call).path("object", Soql.object(object));
    }
}
