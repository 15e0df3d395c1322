package dev.patchbay.registry.resilience;

import java.util.concurrent.TimeUnit;

/** Time that only goes forward, so that a clock which is set does not lengthen or shorten what is counted by it. */
public interface Time {

    /** The time of the machine. */
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** Only differences mean something, as with {@link System#nanoTime}. */
    long nanos();

    /** Lets so much time go by on the calling thread. */
    void sleep(long nanos) throws InterruptedException;
}
