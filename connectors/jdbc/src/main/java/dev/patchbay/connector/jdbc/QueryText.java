package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;

/** The SQL that a caller gives. */
final class QueryText {
    private QueryText() {}

    /**
     * The text without a closing semicolon, refused if it has another: some drivers run every statement of a text, and a
     * second one could end the transaction in which nothing may be written. A semicolon within quotes is refused, too;
     * to know quotes from code one must read SQL as each database does.
     *
     * @throws ConnectorException with INVALID_REQUEST
     */
    static String single(String sql) {
        String text = sql.strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        if (text.isEmpty()) {
            throw new ConnectorException(ErrorCode.INVALID_REQUEST, "the query is empty; write a SELECT");
        }
        if (text.indexOf(';') >= 0) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "a query must be one statement without ';'; pass a text that holds one as a parameter of the"
                            + " operation 'query'");
        }
        return text;
    }
}
