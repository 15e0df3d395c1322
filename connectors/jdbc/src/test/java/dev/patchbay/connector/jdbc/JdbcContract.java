package dev.patchbay.connector.jdbc;

import dev.patchbay.contract.ConnectorContract;
import dev.patchbay.contract.RandomText;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.ConnectorFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The connector as the contract sees it, on one kind of database. */
abstract class JdbcContract extends ConnectorContract {
    private final Lab.Kind kind;
    private Lab lab;
    private int added;
    private int minutes;

    JdbcContract(Lab.Kind kind) {
        this.kind = kind;
    }

    Lab lab() {
        return lab;
    }

    @BeforeEach
    void open() {
        lab = Lab.on(kind)
                .sql(
                        "CREATE TABLE t (id INT PRIMARY KEY, changed TIMESTAMP WITH TIME ZONE NOT NULL, note VARCHAR(100000))");
    }

    @AfterEach
    void close() throws SQLException {
        lab.close();
    }

    @Override
    public String type() {
        return "jdbc";
    }

    @Override
    public ConnectorFactory factory() {
        return Lab.factory();
    }

    @Override
    public Map<String, Object> settings() {
        return lab.settings();
    }

    @Override
    public Optional<Map<String, Object>> settingsWithWrongCredentials() {
        return Optional.of(lab.settings("password", "wrong-battery-staple"));
    }

    @Override
    public Optional<PullRequest> fullPull() {
        return Optional.of(PullRequest.of("t"));
    }

    @Override
    public Optional<PullRequest> incrementalPull() {
        return Optional.of(
                PullRequest.builder("t").parameter("changed", "changed").build());
    }

    @Override
    public List<String> add(int count) {
        return add(count, () -> "NULL");
    }

    @Override
    public List<String> addLarge(int count, int characters) {
        return add(count, () -> "'" + RandomText.of(characters) + "'");
    }

    private List<String> add(int count, Supplier<String> note) {
        minutes++;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Up and down, so that new rows come between old ones as well.
            int id = added++ % 2 == 0 ? added : -added;
            lab.sql("INSERT INTO t VALUES (" + id + ", " + time() + ", " + note.get() + ")");
            ids.add(String.valueOf(id));
        }
        return ids;
    }

    @Override
    public boolean remove(String id) {
        lab.sql("DELETE FROM t WHERE id = " + id);
        return true;
    }

    @Override
    public boolean change(String id) {
        minutes++;
        lab.sql("UPDATE t SET changed = " + time() + " WHERE id = " + id);
        return true;
    }

    @Override
    public int written() {
        return Integer.parseInt(lab.ask("SELECT COUNT(*) FROM t"));
    }

    @Override
    public List<ConnectorRecord> pushable(int count) {
        List<ConnectorRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(Lab.record("t", "id", 1_000_000 + i, "changed", "2018-02-07T00:00:00Z"));
        }
        return records;
    }

    /** PostgreSQL's driver cleans up behind those who forget to close, on a thread that ends when it is idle. */
    @Override
    public boolean isShared(Thread thread) {
        return thread.getName().startsWith("PostgreSQL-JDBC-Cleaner");
    }

    private String time() {
        return "TIMESTAMP WITH TIME ZONE '2018-02-07 %02d:%02d:00+00'".formatted(minutes / 60, minutes % 60);
    }
}
