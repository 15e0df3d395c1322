package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.toolkit.operation.Arguments;
import dev.patchbay.toolkit.operation.OperationSet;
import java.util.List;
import java.util.Map;

/** The operations of {@link SalesforceOperations}, by name and arguments. */
final class Operations {
    private static final String OBJECT = "its object, such as Account";
    private static final String FIELDS = "its fields, by name";

    private Operations() {}

    static OperationSet of(Writes writes) {
        return OperationSet.builder()
                .add(
                        Operation.builder("query")
                                .description("The first records of a query: {totalSize, done, records}")
                                .required("soql", "the query")
                                .optional("deleted", "true asks for those in the recycle bin, too")
                                .idempotent()
                                .build(),
                        (given, call) -> writes.query(given.text("soql"), given.isTrue("deleted"), call))
                .add(
                        Operation.builder("create")
                                .description("Creates a record: {id, success}")
                                .required("object", OBJECT)
                                .required("fields", FIELDS)
                                .build(),
                        (given, call) -> writes.create(given.text("object"), given.object("fields"), call))
                .add(
                        Operation.builder("update")
                                .description("Changes a record; what is not given stays: {id, success}")
                                .required("object", OBJECT)
                                .required("id", "its id")
                                .required("fields", FIELDS)
                                .idempotent()
                                .build(),
                        (given, call) ->
                                writes.update(given.text("object"), given.text("id"), given.object("fields"), call))
                .add(
                        Operation.builder("upsert")
                                .description(
                                        "Creates or changes the record with an external id: {id, success, created}")
                                .required("object", OBJECT)
                                .required("key", "the external id field, such as Number__c")
                                .required("value", "its value")
                                .required("fields", FIELDS)
                                .idempotent()
                                .build(),
                        (given, call) -> writes.upsert(
                                given.text("object"),
                                given.text("key"),
                                given.text("value"),
                                given.object("fields"),
                                call))
                .add(
                        Operation.builder("delete")
                                .description("Puts a record into the recycle bin: {id, success}")
                                .required("object", OBJECT)
                                .required("id", "its id")
                                .idempotent()
                                .build(),
                        (given, call) -> writes.delete(given.text("object"), given.text("id"), call))
                .add(
                        Operation.builder("composite")
                                .description("Up to 25 requests in one: {compositeResponse}, with what became of each")
                                .required("requests", "a list of {method, url, referenceId, body}")
                                .optional("allOrNone", "true writes nothing if one is refused")
                                .build(),
                        (given, call) -> writes.composite(requests(given), given.isTrue("allOrNone"), call))
                .build();
    }

    private static List<Map<String, Object>> requests(Arguments given) {
        List<Map<String, Object>> requests = given.objects("requests");
        if (requests.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST, "'requests' is empty; give one of {method, url, referenceId, body}");
        }
        return requests;
    }
}
