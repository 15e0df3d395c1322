package dev.patchbay.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import dev.patchbay.benchmarks.scene.GitHubPull;
import dev.patchbay.benchmarks.scene.HandWrittenPull;
import dev.patchbay.benchmarks.scene.IssueServer;
import dev.patchbay.benchmarks.scene.IssueTally;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** The same pages by hand and by handle in turn, again and again, in a JVM of its own that also serves them. */
public final class ManyPagesRounds {
    static final String BY_HAND = "hand";
    static final String BY_HANDLE = "handle";
    /** Behind either: the processor time, in milliseconds, of the thread that asks. */
    static final String PROCESSOR = "-processor";
    /** Behind either: what that thread allocates, in bytes. */
    static final String ALLOCATED = "-allocated";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int WARM_UP = 20;

    private final IssueServer server;
    private final HandWrittenPull hand = new HandWrittenPull();
    private final GitHubPull handle;

    private ManyPagesRounds(IssueServer server, GitHubPull handle) {
        this.server = server;
        this.handle = handle;
    }

    /** @param arguments how often, besides what warms up, and the connector's JAR */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        try (IssueServer server = IssueServer.start();
                GitHubPull handle = GitHubPull.start(Path.of(arguments[1]), server.url())) {
            Moment.await(handle::isReady);
            ManyPagesRounds measure = new ManyPagesRounds(server, handle);
            for (int round = -WARM_UP; round < rounds; round++) {
                // Who goes first is behind whose garbage changes with each round.
                boolean handFirst = round % 2 == 0;
                measure.round(handFirst, round >= 0);
                measure.round(!handFirst, round >= 0);
            }
            // And of what the runtime itself asks, such as its health.
            Moment.await(() -> handle.heard() >= (long) (WARM_UP + rounds) * IssueServer.PAGES);
        }
    }

    private void round(boolean byHand, boolean counts) throws Exception {
        IssueTally tally = new IssueTally();
        long processor = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        double time = Moment.millis(() -> {
            if (byHand) {
                hand.pull(server.firstPage(), tally::add);
            } else {
                handle.pull(tally::add);
            }
        });
        tally.requireAll();
        if (counts) {
            String name = byHand ? BY_HAND : BY_HANDLE;
            Figures.say(name, time);
            Figures.say(name + PROCESSOR, (THREADS.getCurrentThreadCpuTime() - processor) / 1e6);
            Figures.say(name + ALLOCATED, THREADS.getCurrentThreadAllocatedBytes() - allocated);
        }
    }
}
