package dev.patchbay.registry.event;

import dev.patchbay.api.CallListener;
import dev.patchbay.api.CallRequest;
import java.time.Instant;

/** That a request is about to be made. */
public final class RequestedCall implements CallRequest, CallEvent {
    private final StartedCall call;
    private final int attempt;
    private final long nanos;
    private final String method;
    private final String endpoint;

    RequestedCall(StartedCall call, int attempt, String method, String endpoint, long nanos) {
        this.call = call;
        this.attempt = attempt;
        this.method = method;
        this.endpoint = endpoint;
        this.nanos = nanos;
    }

    @Override
    public void tell(CallListener listener) {
        listener.requested(call, this);
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public String method() {
        return call.clean(Endpoint.bounded(method));
    }

    @Override
    public String endpoint() {
        return call.clean(Endpoint.plain(endpoint));
    }

    @Override
    public Instant at() {
        return call.at(nanos);
    }

    @Override
    public String toString() {
        return method() + " " + endpoint();
    }
}
