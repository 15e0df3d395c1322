package dev.patchbay.registry.event;

import dev.patchbay.api.CallListener;
import dev.patchbay.api.CallRequest;
import dev.patchbay.api.Redaction;
import java.time.Instant;

/** That a request is about to be made. */
public final class RequestedCall implements CallRequest, CallEvent {
    private final StartedCall call;
    private final int attempt;
    private final long nanos;
    private String method;
    private String endpoint;
    private volatile boolean clean;

    RequestedCall(StartedCall call, int attempt, String method, String endpoint, long nanos) {
        this.call = call;
        this.attempt = attempt;
        this.method = method;
        this.endpoint = endpoint;
        this.nanos = nanos;
    }

    @Override
    public void tell(CallListener listener, Redaction redaction) {
        call.clean(redaction);
        clean(redaction);
        listener.requested(call, this);
    }

    void clean(Redaction redaction) {
        if (!clean) {
            method = redaction.redact(Endpoint.bounded(method), call.id());
            endpoint = redaction.redact(Endpoint.plain(endpoint), call.id());
            clean = true;
        }
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String endpoint() {
        return endpoint;
    }

    @Override
    public Instant at() {
        return call.at(nanos);
    }

    @Override
    public String toString() {
        return method + " " + endpoint;
    }
}
