package dev.patchbay.connector.jdbc;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.h2.util.OsgiDataSourceFactory;
import org.osgi.service.jdbc.DataSourceFactory;
import org.postgresql.osgi.PGDataSourceFactory;

/** A place in a real database of its own for one test, and connectors to it. */
final class Lab implements AutoCloseable {

    /** The databases that connectors are tried on. */
    enum Kind {
        H2,
        POSTGRESQL
    }

    private final Kind kind;
    private final String name = "t" + UUID.randomUUID().toString().replace("-", "");
    private final Connection keeper;
    private final List<JdbcConnector> connectors = new ArrayList<>();

    private Lab(Kind kind) throws SQLException {
        this.kind = kind;
        if (kind == Kind.H2) {
            this.keeper = DriverManager.getConnection(url(), "app", PostgresServer.PASSWORD);
        } else {
            try (Connection owner = PostgresServer.owner();
                    Statement statement = owner.createStatement()) {
                statement.execute("CREATE SCHEMA " + name + " AUTHORIZATION app");
            }
            this.keeper = DriverManager.getConnection(url(), PostgresServer.USER, PostgresServer.PASSWORD);
        }
    }

    static Lab on(Kind kind) {
        try {
            return new Lab(kind);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Kind kind() {
        return kind;
    }

    String schema() {
        return kind == Kind.H2 ? "PUBLIC" : name;
    }

    String url() {
        return kind == Kind.H2 ? "jdbc:h2:mem:" + name : url(PostgresServer.port());
    }

    /** The URL of the same place by another port. */
    String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres?currentSchema=" + name;
    }

    Lab sql(String... statements) {
        try (Statement statement = keeper.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PostgreSQL ends all sessions but the one that asks for it. */
    void endSessions() {
        ask("SELECT COUNT(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE usename = '"
                + PostgresServer.USER + "' AND pid <> pg_backend_pid()");
    }

    /** The first value of the first row of a query, as text. */
    String ask(String query) {
        try (Statement statement = keeper.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, Object> settings(Object... more) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("url", url(), "user", PostgresServer.USER, "password", PostgresServer.PASSWORD));
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return settings;
    }

    /** A connector that is closed with this lab. */
    JdbcConnector connector(Object... more) {
        return connector(context(settings(more)));
    }

    JdbcConnector connector(ContractContext context) {
        JdbcConnector connector = (JdbcConnector) factory().create(context);
        connectors.add(connector);
        return connector;
    }

    static ContractContext context(Map<String, Object> settings) {
        return ContractContext.of(new InstanceId("jdbc", "test", "default"), settings, Set.of("password"));
    }

    static JdbcConnectorFactory factory() {
        JdbcConnectorFactory factory = new JdbcConnectorFactory();
        factory.addDriver(
                new PGDataSourceFactory(), Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS, "org.postgresql.Driver"));
        factory.addDriver(
                new OsgiDataSourceFactory(org.h2.Driver.load()),
                Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS, "org.h2.Driver"));
        return factory;
    }

    static ContractCall call() {
        return call(Duration.ofSeconds(20));
    }

    static ContractCall call(Duration timeout) {
        return ContractCall.of(new InstanceId("jdbc", "test", "default"), timeout);
    }

    static PullRequest pull(String recordType, int pageSize, String... parameters) {
        PullRequest.Builder request = PullRequest.builder(recordType).pageSize(pageSize);
        for (int i = 0; i < parameters.length; i += 2) {
            request.parameter(parameters[i], parameters[i + 1]);
        }
        return request.build();
    }

    /** All records, page by page. */
    static List<ConnectorRecord> pullAll(JdbcConnector connector, PullRequest request) {
        List<ConnectorRecord> records = new ArrayList<>();
        CallContext call = call();
        Page page = connector.pull(request, call);
        records.addAll(page.records());
        while (page.more()) {
            page = connector.pull(request.from(page.cursor().orElseThrow()), call);
            records.addAll(page.records());
        }
        return records;
    }

    static List<String> ids(List<ConnectorRecord> records) {
        return records.stream().map(each -> each.id().orElseThrow()).toList();
    }

    static ConnectorRecord record(String type, Object... fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            values.put((String) fields[i], fields[i + 1]);
        }
        return ConnectorRecord.of(type, values);
    }

    @Override
    public void close() throws SQLException {
        connectors.forEach(JdbcConnector::close);
        keeper.close();
        if (kind == Kind.POSTGRESQL) {
            try (Connection owner = PostgresServer.owner();
                    Statement statement = owner.createStatement()) {
                statement.execute("DROP SCHEMA " + name + " CASCADE");
            }
        }
    }
}
