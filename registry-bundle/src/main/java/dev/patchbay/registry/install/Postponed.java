package dev.patchbay.registry.install;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Looks at files that are to happen after a while. However often the same is asked for meanwhile, it is one: else each
 * event of a file that grows for minutes would begin a row of looks of its own. Thread-safe.
 */
final class Postponed {
    private final BiConsumer<Duration, Runnable> clock;
    private final Set<Look> looks = ConcurrentHashMap.newKeySet();

    /** @param clock runs a task after a while */
    Postponed(BiConsumer<Duration, Runnable> clock) {
        this.clock = clock;
    }

    private record Look(Path file, Duration after) {}

    void look(Path file, Duration after, Runnable task) {
        Look look = new Look(file, after);
        if (looks.add(look)) {
            clock.accept(after, () -> {
                looks.remove(look);
                task.run();
            });
        }
    }
}
