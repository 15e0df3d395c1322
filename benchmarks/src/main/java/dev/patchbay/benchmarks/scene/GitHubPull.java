package dev.patchbay.benchmarks.scene;

import dev.patchbay.api.CallEnd;
import dev.patchbay.api.CallFacts;
import dev.patchbay.api.CallListener;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.launcher.Patchbay;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A runtime into which the connector for GitHub was dropped, with one instance that has every limit and a listener that
 * hears of its calls.
 */
public final class GitHubPull implements AutoCloseable {
    private static final InstanceId ID = new InstanceId("github", "many", InstanceId.DEFAULT);

    private final BenchmarkHome home;
    private final Patchbay patchbay;
    private final LongAdder heard = new LongAdder();

    private GitHubPull(BenchmarkHome home, Patchbay patchbay) {
        this.home = home;
        this.patchbay = patchbay;
    }

    /** @param connector its JAR */
    public static GitHubPull start(Path connector, String url) throws IOException {
        BenchmarkHome home = BenchmarkHome.create(WorkFolder.inMemory(), List.of(connector));
        Patchbay patchbay = Patchbay.builder().home(home.path()).build().start();
        GitHubPull pull = new GitHubPull(home, patchbay);
        patchbay.bundleContext().registerService(CallListener.class, pull.listener(), null);
        // Limits that are counted and never reached.
        patchbay.registry()
                .configure(
                        ID,
                        Map.of(
                                "url",
                                url,
                                "repository",
                                IssueServer.REPOSITORY,
                                "rate.limit.per.minute",
                                "1000000",
                                "max.concurrent.calls",
                                "10"));
        return pull;
    }

    /** Whether the connector has come and takes the instance's settings. */
    public boolean isReady() {
        return registry().instances(InstanceFilter.all()).stream()
                .anyMatch(each -> each.state() == InstanceState.READY);
    }

    /** Each issue of the repository, as the caller of a handle gets it. */
    public void pull(Consumer<Map<String, Object>> each) {
        try (Stream<ConnectorRecord> issues = registry().get(ID).pullAll(PullRequest.of("issues"))) {
            issues.forEach(issue -> each.accept(issue.fields()));
        }
    }

    /** How many calls the listener has heard of that went well. */
    public long heard() {
        return heard.sum();
    }

    @Override
    public void close() throws IOException {
        patchbay.close();
        home.close();
    }

    private ConnectorRegistry registry() {
        return patchbay.registry();
    }

    private CallListener listener() {
        return new CallListener() {
            @Override
            public void ended(CallFacts call, CallEnd end) {
                if (end.error().isEmpty()) {
                    heard.increment();
                }
            }
        };
    }
}
