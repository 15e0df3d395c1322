package dev.patchbay.benchmarks.micro;

import dev.patchbay.model.Health;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Source;
import java.util.List;

/** A connector that does nothing, so that what is left is the way to it. */
final class EmptySource implements Source {
    private final Page page = Page.last(List.of());

    @Override
    public Page pull(PullRequest request, CallContext call) {
        return page;
    }

    @Override
    public Health health(CallContext call) {
        return Health.up("does nothing");
    }

    @Override
    public void close() {}
}
