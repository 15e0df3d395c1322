package dev.patchbay.launcher.command;

import dev.patchbay.launcher.StartException;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

/**
 * A run of which no secret gets onto the process's streams: not by what it prints, and not by what is told of its failure,
 * whose text and causes may be anybody's.
 */
final class GuardedRun {
    private static final int FAILED = 1;

    private final Path home;

    GuardedRun(Path home) {
        this.home = home;
    }

    /**
     * Runs it on this thread, and throws nothing.
     *
     * @param work tells the streams what to hide as soon as somebody knows; ends with an exit code
     */
    int run(ToIntFunction<StandardStreams> work) {
        StandardStreams streams = StandardStreams.take();
        try {
            return work.applyAsInt(streams);
        } catch (StartException e) {
            System.err.println(e.getMessage());
            return FAILED;
        } catch (RuntimeException | Error e) {
            System.err.println("The runtime on '" + home + "' ended unexpectedly: " + e);
            e.printStackTrace();
            return FAILED;
        } finally {
            streams.giveBack();
        }
    }
}
