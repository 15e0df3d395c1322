package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import dev.patchbay.spi.WebhookReceiver;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.operation.OperationSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One way into GitHub. */
final class GitHubConnector implements Source, Sink, Invoker, WebhookReceiver {
    private final HttpService http;
    private final Lists lists;
    private final Changes changes;
    private final CommitChanges commits;
    private final Pushes pushes;
    private final OperationSet operations;
    private final HealthCheck check;
    private final Deliveries deliveries;

    GitHubConnector(ConnectorContext context, Settings settings) {
        HttpService anonymous = GitHub.service(context, settings);
        this.http = anonymous.with(Access.of(context, settings, anonymous));
        this.lists = new Lists(http, settings.repository(), !settings.app_id().isBlank());
        this.changes = new Changes(lists);
        this.commits = new CommitChanges(lists);
        Writes writes = new Writes(http, settings.url());
        this.pushes = new Pushes(writes, settings.repository());
        this.operations = Operations.of(writes, settings.repository());
        this.check = new HealthCheck(http, settings.repository(), Access.isGiven(settings));
        this.deliveries = new Deliveries(context, settings);
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        RecordKind kind = RecordKind.of(request.recordType());
        requireKnown(kind, request);
        if (!request.incremental()) {
            return lists.page(kind, request, call);
        }
        return switch (kind) {
            case ISSUES, COMMENTS, PULLS -> changes.page(kind, request, call);
            case COMMITS -> commits.page(request, call);
            case RELEASES, REPOSITORIES ->
                throw new ConnectorException(
                        ErrorCode.UNSUPPORTED_CAPABILITY,
                        "GitHub does not tell what has changed of " + kind.recordType()
                                + "; pull all of them without 'incremental'");
        };
    }

    private static void requireKnown(RecordKind kind, PullRequest request) {
        if (request.parameters().isEmpty()) {
            return;
        }
        TreeSet<String> known = new TreeSet<>(kind.parameters());
        if (kind != RecordKind.REPOSITORIES) {
            known.add("repository");
        }
        TreeSet<String> unknown = new TreeSet<>(request.parameters().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    unknown + " is no parameter of '" + kind.recordType() + "'; use " + known);
        }
    }

    @Override
    public PushResult push(List<ConnectorRecord> records, CallContext call) {
        return pushes.push(records, call);
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
    public WebhookResult receive(Webhook webhook, CallContext call) {
        return deliveries.receive(webhook);
    }

    @Override
    public Health health(CallContext call) {
        return check.health(call);
    }

    @Override
    public void close() {
        http.close();
    }
}
