package dev.patchbay.model;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an operation has given: a map in the order of the connector, with values as those of the fields of a
 * {@link ConnectorRecord}, that knows of which call it is. Unmodifiable.
 */
public final class InvokeResult extends AbstractMap<String, Object> {
    private final Map<String, Object> values;
    private final String correlationId;
    private final String principal;

    private InvokeResult(Map<String, Object> values, String correlationId, String principal) {
        this.values = values;
        this.correlationId = correlationId;
        this.principal = principal;
    }

    public static InvokeResult of(Map<String, ?> values) {
        return new InvokeResult(Collections.unmodifiableMap(new LinkedHashMap<>(values)), null, null);
    }

    /**
     * The same result, told as one of a call: the runtime calls this when a result leaves the pipeline.
     *
     * @param callPrincipal null if the caller has said none
     */
    public InvokeResult inCall(String callCorrelationId, String callPrincipal) {
        return new InvokeResult(values, callCorrelationId, callPrincipal);
    }

    /** The correlation id of the call that has brought it; empty if it has not come through the runtime. */
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /** Who made that call, as the caller has said. */
    public Optional<String> principal() {
        return Optional.ofNullable(principal);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return values.entrySet();
    }

    @Override
    public Object get(Object key) {
        return values.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return values.containsKey(key);
    }
}
