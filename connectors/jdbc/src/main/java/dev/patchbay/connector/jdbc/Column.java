package dev.patchbay.connector.jdbc;

import java.util.OptionalInt;

/**
 * One column of a table or query.
 *
 * @param quoted its name as SQL has it
 * @param type its number in {@link java.sql.Types}
 * @param typeName its type as the database calls it
 * @param decimals how many digits behind the point it keeps; empty if as many as a value has, or if it has none at all
 * @param nullable whether it may be without a value, as far as is known
 */
record Column(
        String name,
        String quoted,
        int type,
        String typeName,
        ColumnKind kind,
        OptionalInt decimals,
        boolean nullable) {}
