package dev.patchbay.itests;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorRecord;
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
import dev.patchbay.toolkit.http.HttpService;
import java.util.List;
import java.util.Map;

/** A connector of the host as an author writes one with the toolkit, and nothing against faults in it. */
final class Ledger implements Source, Sink, Invoker {

    interface Settings {
        String url();
    }

    private final HttpService service;

    private Ledger(ConnectorContext context) {
        this.service = HttpService.builder(
                        context, context.config(Settings.class).url())
                .build();
    }

    /** Adds the type {@code ledger} to a registry. */
    static void register(ConnectorRegistry registry) {
        TypeDefinition type = TypeDefinition.builder("ledger")
                .capabilities(Capability.PULL, Capability.PUSH, Capability.INVOKE)
                .attributes(List.of(Attribute.builder("url", Attribute.Type.STRING)
                        .required(true)
                        .build()))
                .build();
        registry.register(type, Ledger::new);
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        return Page.last(service.get("/entries").send(call).objects("").stream()
                .map(each -> ConnectorRecord.builder("entries")
                        .id(String.valueOf(each.get("id")))
                        .fields(each)
                        .build())
                .toList());
    }

    @Override
    public PushResult push(List<ConnectorRecord> records, CallContext call) {
        service.post("/entries")
                .json(records.stream().map(ConnectorRecord::fields).toList())
                .send(call);
        return PushResult.accepted(records.size());
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.builder("book").build(),
                Operation.builder("settle").idempotent().build());
    }

    @Override
    public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
        return service.post("/{operation}")
                .path("operation", operation)
                .json(arguments)
                .send(call)
                .object();
    }

    @Override
    public Health health(CallContext call) {
        return Health.up("not looked at");
    }

    @Override
    public void close() {
        service.close();
    }
}
