package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.spi.CallContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations of {@link SalesforceOperations}, by name and arguments. */
final class Operations {
    private static final String OBJECT = "its object, such as Account";
    private static final String FIELDS = "its fields, by name";

    private static final List<Operation> ALL = List.of(
            Operation.builder("query")
                    .description("The first records of a query: {totalSize, done, records}")
                    .required("soql", "the query")
                    .optional("deleted", "true asks for those in the recycle bin, too")
                    .idempotent()
                    .build(),
            Operation.builder("create")
                    .description("Creates a record: {id, success}")
                    .required("object", OBJECT)
                    .required("fields", FIELDS)
                    .build(),
            Operation.builder("update")
                    .description("Changes a record; what is not given stays: {id, success}")
                    .required("object", OBJECT)
                    .required("id", "its id")
                    .required("fields", FIELDS)
                    .idempotent()
                    .build(),
            Operation.builder("upsert")
                    .description("Creates or changes the record with an external id: {id, success, created}")
                    .required("object", OBJECT)
                    .required("key", "the external id field, such as Number__c")
                    .required("value", "its value")
                    .required("fields", FIELDS)
                    .idempotent()
                    .build(),
            Operation.builder("delete")
                    .description("Puts a record into the recycle bin: {id, success}")
                    .required("object", OBJECT)
                    .required("id", "its id")
                    .idempotent()
                    .build(),
            Operation.builder("composite")
                    .description("Up to 25 requests in one: {compositeResponse}, with what became of each")
                    .required("requests", "a list of {method, url, referenceId, body}")
                    .optional("allOrNone", "true writes nothing if one is refused")
                    .build());

    private final Writes writes;

    Operations(Writes writes) {
        this.writes = writes;
    }

    static List<Operation> all() {
        return ALL;
    }

    Map<String, Object> invoke(String name, Map<String, Object> arguments, CallContext call) {
        Operation operation = ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConnectorException(
                        ErrorCode.UNSUPPORTED_CAPABILITY,
                        "'" + name + "' is no operation of a salesforce connector; use "
                                + ALL.stream().map(Operation::name).toList()));
        requireKnown(operation, arguments);
        return switch (name) {
            case "query" -> writes.query(text(arguments, "soql"), isTrue(arguments, "deleted"), call);
            case "create" -> writes.create(text(arguments, "object"), fields(arguments.get("fields")), call);
            case "update" ->
                writes.update(text(arguments, "object"), text(arguments, "id"), fields(arguments.get("fields")), call);
            case "upsert" ->
                writes.upsert(
                        text(arguments, "object"),
                        text(arguments, "key"),
                        text(arguments, "value"),
                        fields(arguments.get("fields")),
                        call);
            case "delete" -> writes.delete(text(arguments, "object"), text(arguments, "id"), call);
            default -> writes.composite(requests(arguments.get("requests")), isTrue(arguments, "allOrNone"), call);
        };
    }

    private static String text(Map<String, Object> arguments, String name) {
        return String.valueOf(arguments.get(name)).strip();
    }

    private static boolean isTrue(Map<String, Object> arguments, String name) {
        return Boolean.parseBoolean(String.valueOf(arguments.get(name)));
    }

    private static Map<String, Object> fields(Object value) {
        if (!(value instanceof Map<?, ?> given)) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "the fields are no object; give them by name, such as {\"Name\": \"Acme\"}");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        given.forEach((name, each) -> fields.put(String.valueOf(name), each));
        return fields;
    }

    private static List<Map<String, Object>> requests(Object value) {
        if (!(value instanceof List<?> given) || given.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST, "'requests' is no list; give one of {method, url, referenceId, body}");
        }
        return given.stream().map(Operations::fields).toList();
    }

    private static void requireKnown(Operation operation, Map<String, Object> arguments) {
        List<String> names =
                operation.parameters().stream().map(Operation.Parameter::name).toList();
        List<String> missing = operation.parameters().stream()
                .filter(each -> each.required() && arguments.get(each.name()) == null)
                .map(Operation.Parameter::name)
                .toList();
        List<String> unknown = arguments.keySet().stream()
                .filter(each -> !names.contains(each))
                .toList();
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + operation.name() + "' takes " + names
                            + (missing.isEmpty() ? "" : "; missing are " + missing)
                            + (unknown.isEmpty() ? "" : "; unknown are " + unknown));
        }
    }
}
