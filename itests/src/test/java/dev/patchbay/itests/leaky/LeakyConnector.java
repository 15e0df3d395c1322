package dev.patchbay.itests.leaky;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import dev.patchbay.spi.WebhookReceiver;
import java.util.List;
import java.util.Map;

/** Can be called in every way. */
final class LeakyConnector implements Source, Sink, WebhookReceiver, Invoker {
    private final String forgotten;
    private volatile Resources resources;

    LeakyConnector(String forgotten) {
        this.forgotten = forgotten;
    }

    @Override
    public void connect(CallContext call) {
        resources = new Resources(call.id().name());
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        List<ConnectorRecord> one = List.of(
                ConnectorRecord.builder("numbers").id("1").field("number", 1).build());
        return request.cursor().isPresent() ? Page.last(one) : Page.of(one, "2");
    }

    @Override
    public PushResult push(List<ConnectorRecord> records, CallContext call) {
        return PushResult.accepted(records.size());
    }

    @Override
    public WebhookResult receive(Webhook webhook, CallContext call) {
        return WebhookResult.accepted(List.of());
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.builder("loader")
                        .description("The context class loader of the call")
                        .idempotent()
                        .build(),
                Operation.builder("fail").description("Throws").build());
    }

    @Override
    public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
        if (operation.equals("fail")) {
            throw new OwnFailure("as asked for");
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return Map.of("own", context == LeakyConnector.class.getClassLoader());
    }

    @Override
    public Health health(CallContext call) {
        return Health.up("it leaks");
    }

    @Override
    public void close() {
        if (resources != null) {
            resources.end(forgotten);
        }
    }

    /** Of a class that nobody else has. */
    private static final class OwnFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnFailure(String message) {
            super(message);
        }
    }
}
