package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.scene.GitHubPull;
import dev.patchbay.benchmarks.scene.HandWrittenPull;
import dev.patchbay.benchmarks.scene.IssueServer;
import dev.patchbay.benchmarks.scene.IssueTally;
import java.nio.file.Path;

/** The same pages by hand and by handle in turn, again and again, in a JVM of its own that also serves them. */
public final class ManyPagesRounds {
    static final String BY_HAND = "hand";
    static final String BY_HANDLE = "handle";

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
        double time = Moment.millis(() -> {
            if (byHand) {
                hand.pull(server.firstPage(), tally::add);
            } else {
                handle.pull(tally::add);
            }
        });
        tally.requireAll();
        if (counts) {
            Figures.say(byHand ? BY_HAND : BY_HANDLE, time);
        }
    }
}
