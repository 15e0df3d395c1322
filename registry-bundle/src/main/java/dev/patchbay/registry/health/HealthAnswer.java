package dev.patchbay.registry.health;

import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.registry.lifecycle.Check;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Instance;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A health that is known or on its way; one that does not come in time is DOWN, and is remembered so. */
public final class HealthAnswer {
    private final Check check;
    private final Instance instance;
    private final ConnectorSlot slot;
    private final Duration limit;
    private final Verdicts verdicts;
    private final long askedAt = System.nanoTime();

    HealthAnswer(Check check, Instance instance, ConnectorSlot slot, Duration limit, Verdicts verdicts) {
        this.check = check;
        this.instance = instance;
        this.slot = slot;
        this.limit = limit;
        this.verdicts = verdicts;
    }

    static HealthAnswer known(Health health) {
        Check done = new Check();
        done.result().complete(health);
        return new HealthAnswer(done, null, null, Duration.ZERO, null);
    }

    /** Waits until the answer is there or its time is up, counted from when the check began or was asked for. */
    public Health await() {
        try {
            long gone = Math.max(System.nanoTime() - askedAt, check.runningNanos());
            return check.result().get(Math.max(0, limit.toNanos() - gone), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return late();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Health.unknown("whoever asked was interrupted");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Health late() {
        if (!check.hasBegun()) {
            return Health.unknown("it could not be checked within " + limit.toSeconds()
                    + " s: too many health checks are under way; ask again later");
        }
        Health hung = Health.down("the health check has not answered within " + limit.toSeconds()
                        + " s and ignores its interruption")
                .causedBy(FailureCause.TIMEOUT);
        if (check.result().isDone()) {
            return check.result().join();
        }
        slot.observations().conduct().strayed();
        return verdicts.checked(instance, slot, hung, verdicts.now() - limit.toNanos());
    }
}
