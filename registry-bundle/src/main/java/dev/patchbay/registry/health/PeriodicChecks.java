package dev.patchbay.registry.health;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.ConnectorSlot;
import dev.patchbay.registry.lifecycle.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Checks instances unasked that have a {@code health.interval}; each at another moment, so that many do not start at once.
 * An instance without one costs nothing here. Thread-safe; changes of one instance come one after the other.
 */
public final class PeriodicChecks {
    private static final double LEAST = 0.9;
    private static final double SPREAD = 0.2;

    /** Wakes somebody later. */
    @FunctionalInterface
    public interface Alarm {
        /**
         * Runs a task that does not wait.
         *
         * @return makes it not run, if it has not yet
         */
        Runnable later(Duration delay, Runnable task);
    }

    private final Alarm alarm;
    private final Consumer<Instance> check;
    private final DoubleSupplier chance;
    private final Map<InstanceId, Round> rounds = new ConcurrentHashMap<>();

    /**
     * @param check begins a check and returns at once
     * @param chance gives numbers from 0 to 1
     */
    public PeriodicChecks(Alarm alarm, Consumer<Instance> check, DoubleSupplier chance) {
        this.alarm = alarm;
        this.check = check;
        this.chance = chance;
    }

    /** An instance is new, or stands on something else. */
    public void changed(Instance instance) {
        Optional<Duration> interval = instance.standing()
                .serving()
                .map(ConnectorSlot::settings)
                .flatMap(each -> each.common().healthInterval());
        Round present = rounds.get(instance.id());
        if (present != null && present.goesOn(instance, interval)) {
            return;
        }
        gone(instance.id());
        interval.ifPresent(each -> {
            Round round = new Round(instance, each);
            rounds.put(instance.id(), round);
            round.sleep(chance.getAsDouble());
        });
    }

    /** An instance is no longer there. */
    public void gone(InstanceId id) {
        Round round = rounds.remove(id);
        if (round != null) {
            round.end();
        }
    }

    /** The checks of one instance with one interval. */
    private final class Round {
        private final Instance instance;
        private final Duration interval;
        /** Guarded by this. */
        private Runnable cancel = () -> {};
        /** Guarded by this. */
        private boolean ended;

        Round(Instance instance, Duration interval) {
            this.instance = instance;
            this.interval = interval;
        }

        boolean goesOn(Instance other, Optional<Duration> wanted) {
            return instance == other && wanted.filter(interval::equals).isPresent();
        }

        synchronized void sleep(double share) {
            if (!ended) {
                cancel = alarm.later(Duration.ofNanos((long) (interval.toNanos() * share)), this::ring);
            }
        }

        private void ring() {
            if (rounds.get(instance.id()) == this) {
                try {
                    check.accept(instance);
                } finally {
                    sleep(LEAST + SPREAD * chance.getAsDouble());
                }
            }
        }

        synchronized void end() {
            ended = true;
            cancel.run();
        }
    }
}
