package dev.patchbay.registry.event;

import dev.patchbay.api.Redaction;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.InstanceId;
import java.time.Duration;
import org.osgi.framework.Version;

/**
 * The listeners that were there at one moment. A call keeps those that have heard of its beginning: each hears of its end,
 * and of no call only the end. Nothing here waits, and nothing throws.
 */
public final class Audience {
    /** In place of the time that the last attempt took: it was told before. */
    public static final long TOLD = -1;

    private final Redaction redaction;
    private final ListenerQueue[] queues;

    /** @param redaction takes secrets out of what they are told */
    Audience(Redaction redaction, ListenerQueue... queues) {
        this.redaction = redaction;
        this.queues = queues;
    }

    /**
     * What is known of a call from its beginning on; nobody is told yet.
     *
     * @param principal null if the caller says none
     * @param startedNanos by {@link System#nanoTime}
     */
    public StartedCall call(
            InstanceId id, String operation, String correlationId, String tenant, String principal, long startedNanos) {
        return new StartedCall(id, operation, correlationId, tenant, principal, startedNanos, redaction);
    }

    /** A call has begun. */
    public void started(StartedCall call) {
        tell(call);
    }

    /**
     * One attempt has ended.
     *
     * @param failure without secrets; null if it succeeded
     * @param retryIn null if no other follows
     */
    public void attempted(
            StartedCall call,
            int number,
            Version version,
            long tookNanos,
            ConnectorException failure,
            Duration retryIn) {
        tell(new AttemptedCall(call, number, version, tookNanos, ToldFailure.of(failure, false), retryIn));
    }

    public RequestedCall requested(StartedCall call, int attempt, String method, String endpoint, long nanos) {
        RequestedCall request = new RequestedCall(call, attempt, method, endpoint, nanos);
        tell(request);
        return request;
    }

    /**
     * The call has ended, and with it its last attempt; nothing may be told of it any more.
     *
     * @param withStart whether its beginning was not told before
     * @param version null if no connector was reached
     * @param lastNanos how long the last attempt took, {@link #TOLD} if there is nothing more to tell of it
     * @param last the last request, null if there was none
     * @param failure what the caller gets, without secrets; null if that is a result
     */
    public void ended(
            StartedCall call,
            boolean withStart,
            Version version,
            int attempts,
            long lastNanos,
            int requests,
            RequestedCall last,
            long nanos,
            int records,
            ConnectorException failure) {
        tell(new EndedCall(
                call,
                withStart,
                version,
                attempts,
                lastNanos,
                requests,
                last,
                call.until(nanos),
                records,
                ToldFailure.of(failure, failure != null && hasRoom())));
    }

    /** Whether nobody is so far behind that stack traces would fill the memory. */
    private boolean hasRoom() {
        for (ListenerQueue queue : queues) {
            if (queue.isBehind()) {
                return false;
            }
        }
        return true;
    }

    private void tell(CallEvent event) {
        for (ListenerQueue queue : queues) {
            queue.offer(event);
        }
    }
}
