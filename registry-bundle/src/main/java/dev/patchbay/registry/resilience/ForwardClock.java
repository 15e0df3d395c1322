package dev.patchbay.registry.resilience;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** {@link Time} where a clock is asked for: its hours are right only among themselves. */
final class ForwardClock extends Clock {
    private final Time time;
    private final long start;

    ForwardClock(Time time) {
        this.time = time;
        this.start = time.nanos();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(time.nanos() - start);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
