package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a pull of an object has got: the last record that was seen, by its id alone or by its time of change and id. Two
 * records never share a place, however many were changed at once.
 *
 * @param changed as SOQL writes it; empty in a full pull, and before the first record
 * @param id empty before the first record
 */
record Place(String object, boolean incremental, String changed, String id) {
    private static final Pattern FORM = Pattern.compile(
            "(\\w{1,80}):(?:id:([A-Za-z0-9]{15,18})|changed:(?:(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z)/([A-Za-z0-9]{15,18}))?)");

    static Place start(String object, boolean incremental) {
        return new Place(object, incremental, "", "");
    }

    /** @throws ConnectorException with CURSOR_INVALID if it is none of this pull's */
    static Place parse(String cursor, String object, boolean incremental) {
        Matcher parts = FORM.matcher(cursor);
        boolean full = parts.matches() && parts.group(2) != null;
        if (!parts.matches() || !parts.group(1).equals(object) || full == incremental) {
            throw new ConnectorException(
                    ErrorCode.CURSOR_INVALID, "the cursor is none of this pull's; pull from the beginning");
        }
        if (full) {
            return new Place(object, false, "", parts.group(2));
        }
        return parts.group(3) == null ? start(object, true) : new Place(object, true, parts.group(3), parts.group(4));
    }

    boolean isStart() {
        return id.isEmpty();
    }

    /** What holds for all records behind it. */
    String condition() {
        return incremental
                ? "SystemModstamp > " + changed + " OR (SystemModstamp = " + changed + " AND Id > " + Soql.text(id)
                        + ")"
                : "Id > " + Soql.text(id);
    }

    /** In which order they have to come. */
    String order() {
        return incremental ? "SystemModstamp, Id" : "Id";
    }

    @Override
    public String toString() {
        if (!incremental) {
            return object + ":id:" + id;
        }
        return object + ":changed:" + (isStart() ? "" : changed + "/" + id);
    }
}
