package dev.patchbay.benchmarks.micro;

import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.CallContext;
import java.time.Instant;
import java.util.Optional;

/** What a connector is told that is called without a runtime. */
record EmptyCall(InstanceId id, String correlationId, Instant deadline, int attempt) implements CallContext {

    @Override
    public String tenant() {
        return id.tenant();
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
    public void request(String method, String endpoint) {}
}
