package dev.patchbay.benchmarks.micro;

import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.CallContext;
import java.time.Instant;

/** What a connector is told that is called without a runtime. */
record EmptyCall(InstanceId id, String correlationId, Instant deadline, int attempt) implements CallContext {

    @Override
    public String tenant() {
        return id.tenant();
    }

    @Override
    public void request(String method, String endpoint) {}
}
