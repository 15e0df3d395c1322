package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.Health;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Source;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A connector whose steps a test sets. */
public final class TestConnector implements Source {
    private final ConnectorContext context;
    private final RegistryFixture.Diary diary;
    public volatile Function<PullRequest, Page> onPull = request -> Page.last(List.of());
    public volatile Supplier<Health> onHealth = () -> Health.up("");
    public volatile Runnable onConnect = () -> {};

    public TestConnector(ConnectorContext context, RegistryFixture.Diary diary) {
        this.context = context;
        this.diary = diary;
        diary.add("create");
    }

    public ConnectorContext context() {
        return context;
    }

    @Override
    public void connect(CallContext call) {
        diary.add("connect");
        onConnect.run();
    }

    @Override
    public Health health(CallContext call) {
        return onHealth.get();
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        return onPull.apply(request);
    }

    @Override
    public void close() {
        diary.add("close");
    }
}
