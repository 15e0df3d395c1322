package dev.patchbay.registry.shell;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InvokeResult;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Calls that a test answers; it keeps what it was asked. By default it holds numbered records to pull. */
final class MemoryHandle implements ConnectorHandle {
    final List<PullRequest> pulls = new ArrayList<>();
    final List<List<ConnectorRecord>> pushes = new ArrayList<>();
    final Map<String, Map<String, Object>> invocations = new LinkedHashMap<>();
    List<Operation> operations = List.of();
    Function<PullRequest, Page> pulling = request -> Page.last(List.of());
    Function<List<ConnectorRecord>, PushResult> pushing = records -> PushResult.accepted(records.size());
    BiFunction<String, Map<String, Object>, Map<String, Object>> invoking = (operation, arguments) -> arguments;
    CallOptions options = CallOptions.none();

    private final InstanceId id;

    MemoryHandle(InstanceId id) {
        this.id = id;
    }

    /** Records 1 to {@code count}; the cursor is the number of the last record given. */
    MemoryHandle numbers(int count) {
        pulling = request -> {
            int first = request.cursor().map(Integer::parseInt).orElse(0) + 1;
            int last = Math.min(count, first + request.pageSize() - 1);
            List<ConnectorRecord> records = IntStream.rangeClosed(first, last)
                    .mapToObj(number -> number(request.recordType(), number))
                    .toList();
            if (last < count) {
                return Page.of(records, String.valueOf(last));
            }
            return request.incremental() ? Page.last(records, "since " + last) : Page.last(records);
        };
        return this;
    }

    private static ConnectorRecord number(String type, int number) {
        return ConnectorRecord.builder(type)
                .id(String.valueOf(number))
                .changedAt(MemoryRegistry.START)
                .field("number", number)
                .build();
    }

    @Override
    public InstanceId id() {
        return id;
    }

    @Override
    public boolean supports(Capability capability) {
        return true;
    }

    @Override
    public ConnectorHandle with(CallOptions wanted) {
        options = wanted;
        return this;
    }

    @Override
    public Page pull(PullRequest request) {
        pulls.add(request);
        return pulling.apply(request);
    }

    @Override
    public Stream<ConnectorRecord> pullAll(PullRequest request) {
        throw new UnsupportedOperationException("verbs need the cursor of each page");
    }

    @Override
    public PushResult push(List<ConnectorRecord> records) {
        pushes.add(List.copyOf(records));
        return pushing.apply(records);
    }

    @Override
    public WebhookResult receive(Webhook webhook) {
        throw new UnsupportedOperationException("no verb delivers");
    }

    @Override
    public List<Operation> operations() {
        return operations;
    }

    @Override
    public InvokeResult invoke(String operation, Map<String, Object> arguments) {
        invocations.put(operation, arguments);
        return InvokeResult.of(invoking.apply(operation, arguments));
    }

    @Override
    public <T> T as(Class<T> type) {
        throw new UnsupportedOperationException("no verb has an interface");
    }

    @Override
    public void close() {
        // nothing is held
    }
}
