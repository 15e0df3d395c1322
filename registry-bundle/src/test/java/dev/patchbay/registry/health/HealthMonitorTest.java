package dev.patchbay.registry.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.HealthOptions;
import dev.patchbay.model.Health;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.lifecycle.TestConnector;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthMonitorTest {
    private static final HealthOptions CREATE = HealthOptions.cached().create();

    @TempDir
    Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void isUnknownUntilSomebodyAsksForTheObject() {
        AtomicInteger checks = serve("erp", () -> Health.up("fine"));

        assertEquals(Health.Status.UNKNOWN, ask("erp", HealthOptions.cached()).status());
        assertEquals(0, checks.get());
        assertEquals(Health.Status.UP, ask("erp", CREATE).status());
    }

    @Test
    void isCachedForItsTimeToLive() {
        AtomicInteger checks = serve("erp", () -> Health.up("fine"));
        ask("erp", CREATE);
        int first = checks.get();

        Health again = ask("erp", CREATE);

        assertEquals(first, checks.get());
        assertTrue(again.checkedAt().isPresent());
        assertTrue(again.took().isPresent());
    }

    @Test
    void aHungCheckHoldsOneThreadAndDelaysNobody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger entered = new AtomicInteger();
        serve("hung", () -> {
            entered.incrementAndGet();
            boolean released = false;
            while (!released) {
                try {
                    released = release.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException ignoredOnPurpose) {
                    released = false;
                }
            }
            return Health.up("at last");
        });
        serve("erp", () -> Health.up("fine"));

        HealthMonitor.Answer first = registry.health.ask(registry.instance("hung"), CREATE);
        HealthMonitor.Answer second = registry.health.ask(registry.instance("hung"), CREATE.fresh());
        assertEquals(Health.Status.UP, ask("erp", CREATE).status(), "the other one is not delayed");
        assertEquals(Health.Status.DOWN, first.await().status());
        assertEquals(Health.Status.DOWN, second.await().status());
        assertEquals(1, entered.get());

        release.countDown();
    }

    @Test
    void aCheckThatThrowsIsDownWithItsSentence() {
        serve("erp", () -> {
            throw new IllegalStateException("no idea");
        });

        Health found = ask("erp", CREATE);

        assertEquals(Health.Status.DOWN, found.status());
        assertTrue(found.message().contains("no idea"), found.message());
    }

    @Test
    void theFirstCallIsFollowedByOneCheck() {
        AtomicInteger checks = serve("erp", () -> Health.down("not yet"));

        registry.handle("erp").pull(PullRequest.of("things"));

        org.awaitility.Awaitility.await()
                .until(() -> registry.instance("erp").health().isPresent());
        assertEquals(1, checks.get());
    }

    private Health ask(String id, HealthOptions options) {
        return registry.health.ask(registry.instance(id), options).await();
    }

    private AtomicInteger serve(String type, Supplier<Health> health) {
        AtomicInteger checks = new AtomicInteger();
        registry.install(type, "1.0.0", context -> {
            TestConnector made = new TestConnector(context, new RegistryFixture.Diary());
            made.onHealth = () -> {
                checks.incrementAndGet();
                return health.get();
            };
            return made;
        });
        registry.define(type, "url", "http://one", "timeout", "200ms");
        return checks;
    }
}
