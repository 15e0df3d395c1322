package dev.patchbay.benchmarks.measure;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** When something begins and when it is seen. */
final class Moment {
    /** How often is looked: it adds half of this to a figure, and costs a waiting processor little. */
    private static final long LOOK_NANOS = 100_000;

    private static final long LIMIT_NANOS = 120_000_000_000L;

    private Moment() {}

    /** Where in a scanner's period something happens is left to chance. */
    static void sleepWithin(long millis) throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextLong(millis));
    }

    /** @throws IllegalStateException if it does not come within two minutes */
    static void await(Condition condition) throws Exception {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begin > LIMIT_NANOS) {
                throw new IllegalStateException("nothing came within two minutes");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** How long an action takes until a condition holds, in milliseconds. */
    static double millis(Action action, Condition condition) throws Exception {
        long begin = System.nanoTime();
        action.run();
        await(condition);
        return (System.nanoTime() - begin) / 1e6;
    }

    /** How long an action takes, in milliseconds. */
    static double millis(Action action) throws Exception {
        return millis(action, () -> true);
    }

    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }
}
