package dev.patchbay.spi;

import dev.patchbay.model.InstanceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** One attempt of one call; valid until the connector's method returns, and only on its thread. */
@ProviderType
public interface CallContext {

    InstanceId id();

    /** On whose behalf the call is made: the instance's tenant, or the one that calls an instance shared with it. */
    String tenant();

    /** Who made the call, as the caller says. */
    Optional<String> principal();

    /** Goes into outgoing requests, as {@code X-Correlation-ID}, and into the log. */
    String correlationId();

    /**
     * The value of the header {@code traceparent} for the next outgoing request, as <a
     * href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> writes it: the trace id is made of the
     * correlation id and so is the same for all requests of a call, the parent id is new each time.
     */
    String traceparent();

    /**
     * What the next outgoing request says of this call, by name of header: {@code X-Correlation-ID}, {@code traceparent}, and
     * the {@link #principal} under the name that the instance's {@code principal.header} gives, if it gives one. The first
     * two are for anybody; the third is for the external system of the instance, and goes to nobody to whom that redirects.
     * The toolkit's HTTP client sends all of it by itself.
     *
     * @return ASCII without line breaks; unmodifiable
     */
    default Map<String, String> headers() {
        return Map.of("X-Correlation-ID", correlationId(), "traceparent", traceparent());
    }

    /** When the call must have ended, whatever the attempt; the thread is interrupted then. */
    Instant deadline();

    /** Which attempt of the call this is, from 1. */
    int attempt();

    /**
     * Called before each request to the external system: takes a permit of the instance's rate limit, looks at the
     * deadline, and tells log and metrics. The toolkit's HTTP client does it by itself.
     *
     * <p>What a failed write has done is judged by it, too: of several announced requests, those before the last may have been
     * applied, but for GET, HEAD, OPTIONS, SELECT, METADATA, LOGIN, EHLO and NOOP, which change nothing. What is applied as a
     * whole or not at all, such as a transaction, is one request. Who announces none is believed.
     *
     * @param method what is done, such as {@code GET} or {@code SELECT}
     * @param endpoint to what, without anything secret, such as {@code /repos/{owner}/{repo}/issues}
     * @throws dev.patchbay.model.ConnectorException with TIMED_OUT or RATE_LIMITED; let it pass
     */
    void request(String method, String endpoint);
}
