package dev.patchbay.registry.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.lifecycle.TestConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeriodicChecksTest {
    @TempDir
    Path folder;

    private final List<String> checked = new ArrayList<>();
    private final HandDrivenAlarm alarm = new HandDrivenAlarm();
    private double chance = 0.5;
    private boolean faulty;
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
        PeriodicChecks periodic = new PeriodicChecks(alarm, this::check, () -> chance);
        registry.instances.watch(periodic::changed);
        registry.instances.listen(id -> {
            if (registry.instances.find(id).isEmpty()) {
                periodic.gone(id);
            }
        });
        registry.install("erp", "1.0.0", context -> new TestConnector(context, new RegistryFixture.Diary()));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void costNothingWhereNoneAreAskedFor() {
        registry.define("erp", "url", "http://one");

        assertEquals(List.of(), alarm.waiting);
    }

    @Test
    void beginAtAnyMomentAndGoOnAboutAsOftenAsAsked() {
        chance = 0.25;
        registry.define("erp", "url", "http://one", "health.interval", "20s");
        assertEquals(List.of(Duration.ofSeconds(5)), alarm.delays());
        assertEquals(List.of(), checked);

        chance = 0;
        alarm.ring();
        assertEquals(List.of("erp"), checked);
        assertEquals(List.of(Duration.ofSeconds(18)), alarm.delays());

        chance = 1;
        alarm.ring();
        assertEquals(List.of("erp", "erp"), checked);
        assertEquals(List.of(Duration.ofSeconds(22)), alarm.delays());
    }

    @Test
    void goOnAfterOneThatCouldNotBegin() {
        registry.define("erp", "url", "http://one", "health.interval", "20s");
        faulty = true;
        assertThrows(OutOfMemoryError.class, alarm::ring);
        faulty = false;

        alarm.ring();

        assertEquals(List.of("erp"), checked);
    }

    @Test
    void goOnWhereSomethingElseIsChanged() {
        registry.define("erp", "url", "http://one", "health.interval", "20s");
        List<Waiting> before = List.copyOf(alarm.waiting);

        registry.define("erp", "url", "http://two", "health.interval", "20s", "max.concurrent.calls", "3");

        assertEquals(before, alarm.waiting);
    }

    @Test
    void followAChangedInterval() {
        registry.define("erp", "url", "http://one", "health.interval", "20s");

        registry.define("erp", "url", "http://one", "health.interval", "2s");
        assertEquals(List.of(Duration.ofSeconds(1)), alarm.delays());

        registry.define("erp", "url", "http://one");
        assertEquals(List.of(), alarm.delays());
    }

    @Test
    void endWhereTheInstanceIsSwitchedOffAndBeginWhereItIsSwitchedOn() {
        registry.define("erp", "url", "http://one", "health.interval", "20s");

        registry.define("erp", "url", "http://one", "health.interval", "20s", "enabled", "false");
        assertEquals(List.of(), alarm.delays());

        registry.define("erp", "url", "http://one", "health.interval", "20s");
        assertEquals(1, alarm.delays().size());
    }

    @Test
    void endWithTheInstance() {
        registry.define("erp", "url", "http://one", "health.interval", "20s");

        registry.remove("erp");

        assertEquals(List.of(), alarm.delays());
    }

    @Test
    void endAlsoWhereTheAlarmRangJustThen() {
        registry.define("erp", "url", "http://one", "health.interval", "20s");
        Runnable ringing = alarm.waiting.get(0).task();

        registry.remove("erp");
        ringing.run();

        assertTrue(checked.isEmpty(), "nobody is checked who is gone");
        assertEquals(List.of(), alarm.delays());
    }

    /** A task that waits. */
    private record Waiting(Duration delay, Runnable task) {}

    /** Rings when the test says so. */
    private void check(Instance instance) {
        if (faulty) {
            throw new OutOfMemoryError("Java heap space");
        }
        checked.add(instance.id().toString());
    }

    private static final class HandDrivenAlarm implements PeriodicChecks.Alarm {
        private final List<Waiting> waiting = new ArrayList<>();

        @Override
        public Runnable later(Duration delay, Runnable task) {
            Waiting added = new Waiting(delay, task);
            waiting.add(added);
            return () -> waiting.remove(added);
        }

        void ring() {
            waiting.remove(0).task().run();
        }

        List<Duration> delays() {
            return waiting.stream().map(Waiting::delay).toList();
        }
    }
}
