package dev.patchbay.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The threads of this process at one moment, to find those that came later and stayed. */
final class RunningThreads {
    private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

    private RunningThreads() {}

    static RunningThreads now() {
        return new RunningThreads();
    }

    /** The threads that were started since and still run, after each was given a while to end. */
    List<Thread> leftAfter(long wait, TimeUnit unit, Predicate<Thread> ignored) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(wait);
        for (Thread each : started(ignored)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left > 0) {
                each.join(left);
            }
        }
        return started(ignored);
    }

    List<Thread> started(Predicate<Thread> ignored) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> !before.contains(each) && each.isAlive())
                .filter(each -> each.getThreadGroup() != null
                        && !each.getThreadGroup().getName().equals("system"))
                .filter(each -> !PlayedThreads.has(each))
                .filter(ignored.negate())
                .toList();
    }
}
