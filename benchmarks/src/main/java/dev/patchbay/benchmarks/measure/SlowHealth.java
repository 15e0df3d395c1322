package dev.patchbay.benchmarks.measure;

import dev.patchbay.model.Health;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Connector;

/** A connector of which only the health is asked, as slow as a system in the same data centre. */
final class SlowHealth implements Connector {
    static final long MILLIS = 10;

    @Override
    public Health health(CallContext call) {
        try {
            Thread.sleep(MILLIS);
            return Health.up("after a while");
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @Override
    public void close() {}
}
