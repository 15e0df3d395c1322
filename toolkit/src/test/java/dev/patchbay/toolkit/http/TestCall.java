package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.CallContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call that remembers what was announced to it. */
public final class TestCall implements CallContext {
    public static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Instant deadline;
    private final Map<String, String> more = new LinkedHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private TestCall(Instant deadline) {
        this.deadline = deadline;
    }

    public static TestCall of(Duration time) {
        return new TestCall(Instant.now().plus(time));
    }

    public static TestCall start() {
        return of(Duration.ofSeconds(20));
    }

    /** The same call, of somebody about whom it tells in one more header. */
    public TestCall saying(String name, String value) {
        more.put(name, value);
        return this;
    }

    public List<String> requests() {
        return requests;
    }

    @Override
    public InstanceId id() {
        return InstanceId.ofType("test");
    }

    @Override
    public String tenant() {
        return InstanceId.DEFAULT;
    }

    @Override
    public Optional<String> principal() {
        return Optional.empty();
    }

    @Override
    public String correlationId() {
        return "correlation-1";
    }

    @Override
    public String traceparent() {
        return TRACE;
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>(CallContext.super.headers());
        all.putAll(more);
        return all;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public void request(String method, String endpoint) {
        if (!Instant.now().isBefore(deadline)) {
            throw new ConnectorException(ErrorCode.TIMED_OUT, "the deadline of the call has passed");
        }
        requests.add(method + " " + endpoint);
    }
}
