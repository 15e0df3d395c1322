package dev.patchbay.registry.resilience;

import dev.patchbay.registry.config.Settings;
import io.github.resilience4j.core.IntervalFunction;
import java.util.concurrent.TimeUnit;

/** How often a call is tried, and how long it waits in between, by the settings of its instance. */
public final class RetryRule {
    private final Settings settings;

    public RetryRule(Settings settings) {
        this.settings = settings;
    }

    /** Whether another attempt may follow so many. */
    public boolean allowsAfter(int attempts) {
        return attempts < settings.common().retryMaxAttempts();
    }

    /** How long to wait after so many attempts, from 1; each time anew by chance. */
    public long waitNanos(int attempts) {
        long first = settings.common().retryDelay().toMillis();
        if (first == 0) {
            return 0;
        }
        long wait = IntervalFunction.ofExponentialRandomBackoff(
                        first,
                        settings.common().retryMultiplier(),
                        settings.common().retryJitter())
                .apply(attempts);
        return TimeUnit.MILLISECONDS.toNanos(wait);
    }
}
