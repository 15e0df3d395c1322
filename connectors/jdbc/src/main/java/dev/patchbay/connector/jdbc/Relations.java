package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What tables and queries look like, as the database tells; remembered for a short while, so that a pull of many pages
 * does not ask for each. Thread-safe.
 */
final class Relations {
    private static final long FRESH = Duration.ofSeconds(60).toNanos();
    private static final int MOST = 64;

    private final Database database;
    private final Catalog catalog;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true); // guarded by itself

    Relations(Database database, Catalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    private record Known(Relation relation, long since) {}

    /**
     * A table by the name that a caller gives it.
     *
     * @param remembered whether it may be as it was a minute ago
     * @throws ConnectorException with UNSUPPORTED_CAPABILITY if there is none
     */
    Relation table(String name, boolean remembered, CallContext call) {
        return relation("table:" + name, remembered, () -> {
            call.request("METADATA", name);
            return database.run(call, session -> catalog.table(session.connection(), name));
        });
    }

    /** A caller's query. */
    Relation query(String sql, boolean remembered, CallContext call) {
        return relation("query:" + sql, remembered, () -> {
            call.request("METADATA", "query");
            return database.run(call, session -> described(session, sql));
        });
    }

    private Relation relation(String name, boolean remembered, Supplier<Relation> source) {
        if (remembered) {
            synchronized (known) {
                Known found = known.get(name);
                if (found != null && System.nanoTime() - found.since < FRESH) {
                    return found.relation;
                }
            }
        }
        Relation relation = source.get();
        synchronized (known) {
            known.put(name, new Known(relation, System.nanoTime()));
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return relation;
    }

    private static Relation described(Session session, String sql) throws SQLException {
        session.beginReadOnly();
        Function<String, String> quote = Catalog.quote(session.connection().getMetaData());
        // On a line of its own: the query may end in a comment.
        String from = "(" + sql + "\n) AS " + quote.apply("q");
        try (PreparedStatement statement = session.prepare("SELECT * FROM " + from + " WHERE 1 = 0");
                ResultSet none = statement.executeQuery()) {
            return new Relation(
                    "query:" + hash(sql),
                    "",
                    PullParameters.QUERY,
                    from,
                    columns(none.getMetaData(), quote),
                    List.of(),
                    true);
        }
    }

    private static List<Column> columns(ResultSetMetaData metadata, Function<String, String> quote)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            String name = metadata.getColumnLabel(i);
            if (!names.add(name)) {
                throw new ConnectorException(
                        ErrorCode.REMOTE_REJECTED,
                        "the query yields two columns '" + name + "'; give one another name with AS");
            }
            columns.add(new Column(
                    name,
                    quote.apply(name),
                    metadata.getColumnType(i),
                    metadata.getColumnTypeName(i),
                    ColumnKind.of(metadata.getColumnType(i), metadata.getColumnTypeName(i)),
                    OptionalInt.empty(),
                    metadata.isNullable(i) != ResultSetMetaData.columnNoNulls));
        }
        return columns;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
