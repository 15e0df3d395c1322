package dev.patchbay.registry.call;

import dev.patchbay.registry.resilience.ManualTime;
import dev.patchbay.registry.resilience.Time;

/** Time in which something looks around whenever somebody sleeps. */
final class SleepWatch implements Time {
    private final ManualTime time = new ManualTime();
    private final Runnable look;

    SleepWatch(Runnable look) {
        this.look = look;
    }

    @Override
    public long nanos() {
        return time.nanos();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        look.run();
        time.sleep(nanos);
    }
}
