package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import dev.patchbay.toolkit.operation.OperationSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One way into an organization. */
final class SalesforceConnector implements Source, Sink, Invoker {
    private static final String QUERY = "query";

    private final Org org;
    private final PushKeys keys;
    private final Objects objects;
    private final Queries queries;
    private final Pushes pushes;
    private final OperationSet operations;
    private final HealthCheck check;

    SalesforceConnector(ConnectorContext context, Settings settings) {
        this.org = new Org(context, settings);
        this.keys = PushKeys.parse(settings.push_key());
        this.objects = new Objects(org, new Fields(org), Duration.ofSeconds(settings.settle_seconds()));
        this.queries = new Queries(org);
        this.pushes = new Pushes(org, keys);
        this.operations = Operations.of(new Writes(org));
        this.check = new HealthCheck(org, settings.api_version().strip());
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        if (!request.recordType().equals(QUERY)) {
            requireKnown(Set.of("fields", "where", "deleted"), request);
            return objects.page(request, call);
        }
        requireKnown(Set.of("soql", "deleted"), request);
        return queries.page(request, call);
    }

    private static void requireKnown(Set<String> known, PullRequest request) {
        TreeSet<String> unknown = new TreeSet<>(request.parameters().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    unknown + " is no parameter of '" + request.recordType() + "'; use " + new TreeSet<>(known));
        }
        String deleted = request.parameters().getOrDefault("deleted", "false");
        if (!deleted.equals("true") && !deleted.equals("false")) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST, "'deleted' is '" + deleted + "'; write true or false");
        }
    }

    @Override
    public PushResult push(List<ConnectorRecord> records, CallContext call) {
        return pushes.push(records, call);
    }

    /** With keys nothing is created but by its key, and an update or upsert may be made twice. */
    @Override
    public boolean idempotent() {
        return !keys.isEmpty();
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
        return check.health(call);
    }

    @Override
    public void close() {
        org.close();
    }
}
