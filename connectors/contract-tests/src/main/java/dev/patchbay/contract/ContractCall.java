package dev.patchbay.contract;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.CallContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** One call as a runtime makes it; remembers the requests that the connector announces. */
public final class ContractCall implements CallContext {
    /** Methods, and words of other protocols in their place, that change nothing. */
    private static final Set<String> READING =
            Set.of("GET", "HEAD", "OPTIONS", "SELECT", "METADATA", "LOGIN", "EHLO", "NOOP");

    private final InstanceId id;
    private final String correlationId = UUID.randomUUID().toString();
    private final Instant deadline;
    private final Thread thread = Thread.currentThread();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private ContractCall(InstanceId id, Instant deadline) {
        this.id = id;
        this.deadline = deadline;
    }

    /** A call of this thread that must have ended so long from now; a negative time makes one that is too late. */
    public static ContractCall of(InstanceId id, Duration timeout) {
        return new ContractCall(id, Instant.now().plus(timeout));
    }

    @Override
    public InstanceId id() {
        return id;
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
    public String traceparent() {
        return "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    }

    @Override
    public String correlationId() {
        return correlationId;
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
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("a call context is used by the thread of its call only");
        }
        if (!Instant.now().isBefore(deadline)) {
            throw new ConnectorException(ErrorCode.TIMED_OUT, "the deadline of the call has passed");
        }
        requests.add(method + " " + endpoint);
    }

    /**
     * Whether a runtime that is told this failure makes the call again although it writes: because nothing was applied. Of
     * several requests that may change something, those before the last one may have been.
     */
    boolean mayBeMadeAgain(ConnectorException failure) {
        long changes = requests.stream()
                .filter(each -> !READING.contains(each.substring(0, each.indexOf(' '))))
                .count();
        boolean putOff = failure.retryAfter().isPresent()
                && (failure.code() == ErrorCode.RATE_LIMITED || failure.code() == ErrorCode.REMOTE_UNAVAILABLE);
        return changes <= 1 && (failure.isUnapplied() || putOff || failure.code() == ErrorCode.AUTHENTICATION_FAILED);
    }

    /** The requests so far, each as method and endpoint with a blank between. */
    public List<String> requests() {
        return List.copyOf(requests);
    }
}
