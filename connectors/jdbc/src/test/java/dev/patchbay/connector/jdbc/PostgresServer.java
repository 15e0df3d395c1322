package dev.patchbay.connector.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One PostgreSQL for all tests of this process; it stops with it. Only the owner is let in without a password. */
final class PostgresServer {
    static final String USER = "app";
    static final String PASSWORD = "correct-horse-7";

    private static final EmbeddedPostgres SERVER = start();

    private PostgresServer() {}

    static int port() {
        return SERVER.getPort();
    }

    static Connection owner() throws SQLException {
        return SERVER.getPostgresDatabase().getConnection();
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "100")
                    .start();
            try (Connection owner = server.getPostgresDatabase().getConnection();
                    Statement statement = owner.createStatement()) {
                statement.execute("CREATE ROLE app LOGIN PASSWORD '" + PASSWORD + "'");
                statement.execute("GRANT ALL ON DATABASE postgres TO app");
                requirePasswords(statement);
            }
            return server;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        }
    }

    private static void requirePasswords(Statement statement) throws SQLException {
        try (ResultSet file = statement.executeQuery("SHOW hba_file")) {
            file.next();
            Files.writeString(Path.of(file.getString(1)), """
                    local all all trust
                    host all postgres all trust
                    host all all all scram-sha-256
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        statement.execute("SELECT pg_reload_conf()");
    }
}
