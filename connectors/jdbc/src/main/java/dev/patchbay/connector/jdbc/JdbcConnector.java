package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import dev.patchbay.toolkit.operation.OperationSet;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Map;

/** One database. Connections are opened when the first call needs one. */
final class JdbcConnector implements Source, Sink, Invoker {
    private static final int VALID_WITHIN_SECONDS = 5;

    private final Target target;
    private final Database database;
    private final Pulls pulls;
    private final Pushes pushes;
    private final OperationSet operations;

    JdbcConnector(Target target, Drivers drivers) {
        this.target = target;
        this.database = new Database(target, drivers);
        Catalog catalog = new Catalog(target.schema());
        Relations relations = new Relations(database, catalog);
        this.pulls = new Pulls(database, relations, target.zone());
        this.pushes = new Pushes(target, database, relations);
        this.operations = Operations.of(database, catalog, relations);
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        return pulls.page(request, call);
    }

    @Override
    public PushResult push(List<ConnectorRecord> records, CallContext call) {
        return pushes.push(records, call);
    }

    /** An upsert is by a key of the records' own. */
    @Override
    public boolean idempotent() {
        return target.upsert();
    }

    @Override
    public List<Operation> operations() {
        return operations.all();
    }

    @Override
    public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
        return operations.invoke(operation, arguments, call);
    }

    @Override
    public Health health(CallContext call) {
        call.request("HEALTH", target.address());
        try {
            return Health.up(database.run(call, session -> answer(session.connection())));
        } catch (ConnectorException e) {
            return Health.down(e);
        }
    }

    private String answer(Connection connection) throws SQLException {
        if (!connection.isValid(VALID_WITHIN_SECONDS)) {
            throw new SQLNonTransientConnectionException("the connection was lost", "08006");
        }
        DatabaseMetaData metadata = connection.getMetaData();
        return metadata.getDatabaseProductName() + " " + metadata.getDatabaseProductVersion() + " answers at '"
                + target.address() + "'";
    }

    @Override
    public void close() {
        database.close();
    }
}
