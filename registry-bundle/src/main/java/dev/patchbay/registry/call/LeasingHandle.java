package dev.patchbay.registry.call;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InvokeResult;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import dev.patchbay.spi.WebhookReceiver;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A handle that leases the connector object anew for each call, whatever object that is by then. */
public final class LeasingHandle implements ConnectorHandle {
    private final InstanceId id;
    private final Supplier<Instance> target;
    private final CallPipeline pipeline;
    private final CallOptions options;
    private final Runnable onClose;
    /** Its tenant none of the options can change. */
    private final Caller caller;

    /** @param onClose what ends with the handle; nothing for one that shares the instance's object */
    public LeasingHandle(
            InstanceId id, Supplier<Instance> target, CallPipeline pipeline, CallOptions options, Runnable onClose) {
        this(id, target, pipeline, options, onClose, id.tenant());
    }

    private LeasingHandle(
            InstanceId id,
            Supplier<Instance> target,
            CallPipeline pipeline,
            CallOptions options,
            Runnable onClose,
            String tenant) {
        this.id = id;
        this.target = target;
        this.pipeline = pipeline;
        this.options = options;
        this.onClose = onClose;
        this.caller = Caller.of(id, tenant, options);
    }

    /** The same handle for calls on behalf of a tenant that the instance need not belong to. */
    public LeasingHandle forTenant(String tenant) {
        return new LeasingHandle(id, target, pipeline, options, onClose, tenant);
    }

    @Override
    public InstanceId id() {
        return id;
    }

    @Override
    public boolean supports(Capability capability) {
        try {
            return target.get()
                    .standing()
                    .serving()
                    .map(slot -> slot.version().metadata().capabilities().contains(capability))
                    .orElse(false);
        } catch (ConnectorException gone) {
            return false;
        }
    }

    @Override
    public ConnectorHandle with(CallOptions others) {
        return new LeasingHandle(id, target, pipeline, others, () -> {}, caller.tenant());
    }

    @Override
    public Page pull(PullRequest request) {
        return pipeline.call(target, caller, CallKind.PULL, (connector, call) -> {
            PullRequest own = Cursors.toConnector(id, request, call.majorVersion());
            Page page = as(Source.class, Capability.PULL, connector).pull(own, call);
            return page == null ? null : Cursors.toCaller(call.mapping().pulled(page), call);
        });
    }

    @Override
    public Stream<ConnectorRecord> pullAll(PullRequest request) {
        String correlationId = options.correlationId().orElseGet(CallPipeline::newCorrelationId);
        ConnectorHandle sameId = with(options.correlationId(correlationId));
        return StreamSupport.stream(new PagedRecords(sameId, request, correlationId, caller.principal()), false);
    }

    @Override
    public PushResult push(List<ConnectorRecord> records) {
        List<ConnectorRecord> batch = List.copyOf(records);
        return pipeline.call(target, caller, CallKind.PUSH, (connector, call) -> {
            PushResult result = as(Sink.class, Capability.PUSH, connector)
                    .push(call.mapping().pushed(batch), call);
            return result == null ? null : result.inCall(call.correlationId(), caller.principal());
        });
    }

    @Override
    public WebhookResult receive(Webhook webhook) {
        return pipeline.call(target, caller, CallKind.RECEIVE, (connector, call) -> {
            WebhookResult result =
                    as(WebhookReceiver.class, Capability.RECEIVE, connector).receive(webhook, call);
            return result == null
                    ? null
                    : call.mapping().received(result).inCall(call.correlationId(), caller.principal());
        });
    }

    @Override
    public List<Operation> operations() {
        return pipeline.call(
                target,
                caller,
                CallKind.OPERATIONS,
                (connector, call) ->
                        as(Invoker.class, Capability.INVOKE, connector).operations());
    }

    @Override
    public InvokeResult invoke(String operation, Map<String, Object> arguments) {
        return pipeline.call(target, caller, CallKind.invoke(operation), (connector, call) -> {
            Map<String, Object> result =
                    as(Invoker.class, Capability.INVOKE, connector).invoke(operation, arguments, call);
            return result == null ? null : InvokeResult.of(result).inCall(call.correlationId(), caller.principal());
        });
    }

    @Override
    public <T> T as(Class<T> operations) {
        return TypedOperations.of(this, operations);
    }

    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public String toString() {
        return id.toString();
    }

    private <C> C as(Class<C> interfaceOf, Capability capability, Connector connector) {
        if (interfaceOf.isInstance(connector)) {
            return interfaceOf.cast(connector);
        }
        throw new ConnectorException(
                        ErrorCode.UNSUPPORTED_CAPABILITY,
                        "'" + id + "': connector '" + id.type() + "' cannot " + capability + "; 'info " + id
                                + "' lists what it can")
                .unapplied();
    }
}
