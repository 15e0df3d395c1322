package dev.patchbay.connector.salesforce;

import java.util.List;
import java.util.Map;

/**
 * What {@code invoke} can do, as an interface that callers may copy or depend on:
 * {@code handle.as(SalesforceOperations.class).create("Account", Map.of("Name", "Acme"))}. A null is an argument that is not
 * given.
 */
public interface SalesforceOperations {

    /**
     * The first records of a query and {@code done}, whether these are all; to have more, pull {@code query}. Needs Read on
     * the objects and fields.
     *
     * @param deleted whether those in the recycle bin are asked for, too
     */
    Map<String, Object> query(String soql, Boolean deleted);

    /** Creates a record; the result has its {@code id}. Needs Create on the object. */
    Map<String, Object> create(String object, Map<String, Object> fields);

    /** Changes a record; what is not given stays. May be repeated. Needs Edit on the object. */
    Map<String, Object> update(String object, String id, Map<String, Object> fields);

    /**
     * Creates the record with this external id, or changes it; the result has its {@code id}, unless the interface is older
     * than version 46 and the record was there, and whether it was {@code created}. May be repeated. Needs Create and Edit on the object.
     *
     * @param key the external id field
     * @param value its value
     */
    Map<String, Object> upsert(String object, String key, String value, Map<String, Object> fields);

    /** Puts a record into the recycle bin; one that lies there is as good. Needs Delete on the object. */
    Map<String, Object> delete(String object, String id);

    /**
     * Up to 25 requests in one, of which later ones may use results of earlier ones. What became of each stands in
     * {@code compositeResponse}, a refusal too.
     *
     * @param requests each with {@code method}, {@code url}, {@code referenceId} and perhaps {@code body}; a URL may begin
     *     behind the version, such as {@code /sobjects/Account}
     * @param allOrNone whether nothing is written if one is refused
     */
    Map<String, Object> composite(List<Map<String, Object>> requests, Boolean allOrNone);
}
