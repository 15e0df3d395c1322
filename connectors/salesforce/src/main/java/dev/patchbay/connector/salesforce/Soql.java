package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** The words of a query, none of which can mean more than it should. */
final class Soql {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");
    private static final Pattern FIELD =
            Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}(\\.[A-Za-z][A-Za-z0-9_]{0,79}){0,5}");

    private Soql() {}

    /** The name of an object, or UNSUPPORTED_CAPABILITY: there can be none of that name. */
    static String object(String recordType) {
        if (!NAME.matcher(recordType).matches()) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "'" + recordType
                            + "' is no object of Salesforce; use a name such as Account or Order__c, or query");
        }
        return recordType;
    }

    /** The name of a field of an object itself. */
    static String field(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST, "'" + name + "' is no name of a field; write one such as Number__c");
        }
        return name;
    }

    /** Fields as a parameter names them, those of related objects with dots, and some that are needed in any case. */
    static List<String> fields(String given, Collection<String> needed) {
        Set<String> fields = new LinkedHashSet<>(needed);
        Arrays.stream(given.split(","))
                .map(String::strip)
                .filter(each -> needed.stream().noneMatch(each::equalsIgnoreCase))
                .forEach(each -> {
                    if (!FIELD.matcher(each).matches()) {
                        throw new ConnectorException(
                                ErrorCode.INVALID_REQUEST,
                                "'fields' names '" + each + "', which is no field; write them as in Name, Owner.Name");
                    }
                    fields.add(each);
                });
        return List.copyOf(fields);
    }

    /** A text as a value. */
    static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    static String select(String fields, String object, List<String> conditions, String order, int limit) {
        StringJoiner where = new StringJoiner(") AND (", " WHERE (", ")");
        conditions.forEach(where::add);
        return "SELECT " + fields + " FROM " + object + (conditions.isEmpty() ? "" : where) + " ORDER BY " + order
                + " LIMIT " + limit;
    }
}
