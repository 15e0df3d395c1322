package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Health;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import dev.patchbay.spi.WebhookReceiver;
import dev.patchbay.toolkit.http.HttpService;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

/** One service that speaks JSON, as its settings describe it. */
final class WebhookConnector implements Source, Sink, WebhookReceiver {
    private final HttpService http;
    private final Lists lists;
    private final BiFunction<PullRequest, CallContext, Page> changes;
    private final Pushes pushes;
    private final boolean idempotent;
    private final Deliveries deliveries;
    private final HealthCheck check;

    WebhookConnector(ConnectorContext context, Settings settings) {
        this.http = Access.service(context, settings);
        RecordPaths paths = new RecordPaths(http, settings);
        PageTurner turner = new PageTurner(settings);
        RecordShape shape = new RecordShape(settings.id(), settings.changed());
        this.lists = new Lists(paths, turner, shape);
        ChangeRequests requests = new ChangeRequests(paths, shape, settings.since_parameter());
        this.changes = settings.since_order().equals("ascending")
                ? new OrderedChanges(requests, turner, shape)::page
                : new UnorderedChanges(requests, turner, shape)::page;
        this.idempotent = settings.push_idempotent();
        this.pushes = new Pushes(new Posts(http, settings, Signing.of(context, settings)), idempotent);
        this.deliveries = new Deliveries(context, settings, Clock.systemUTC());
        this.check = new HealthCheck(http, settings, paths.first());
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        return request.incremental() ? changes.apply(request, call) : lists.page(request, call);
    }

    @Override
    public PushResult push(List<ConnectorRecord> records, CallContext call) {
        return pushes.push(records, call);
    }

    @Override
    public boolean idempotent() {
        return idempotent;
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
