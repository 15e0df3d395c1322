package dev.patchbay.registry.call;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A connector that does in each call what a test says; a step that throws nothing succeeds. */
final class ScriptedConnector implements Source, Sink, Invoker {
    final AtomicInteger calls = new AtomicInteger();
    volatile Consumer<CallContext> step = call -> {};
    volatile Consumer<CallContext> connecting = call -> {};
    volatile Consumer<CallContext> check = call -> {};
    volatile boolean idempotent;

    @Override
    public void connect(CallContext call) {
        connecting.accept(call);
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        run(call);
        return Page.last(List.of());
    }

    @Override
    public PushResult push(List<ConnectorRecord> records, CallContext call) {
        run(call);
        return PushResult.accepted(records.size());
    }

    @Override
    public boolean idempotent() {
        return idempotent;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.builder("set").idempotent().build(),
                Operation.builder("add").build());
    }

    @Override
    public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
        run(call);
        return Map.of();
    }

    @Override
    public Health health(CallContext call) {
        check.accept(call);
        return Health.up("");
    }

    @Override
    public void close() {}

    private void run(CallContext call) {
        calls.incrementAndGet();
        step.accept(call);
    }
}
