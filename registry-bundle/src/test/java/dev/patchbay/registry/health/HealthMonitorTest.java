package dev.patchbay.registry.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.HealthOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
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

        HealthAnswer first = registry.health.ask(registry.instance("hung"), CREATE);
        HealthAnswer second = registry.health.ask(registry.instance("hung"), CREATE.fresh());
        assertEquals(Health.Status.UP, ask("erp", CREATE).status(), "the other one is not delayed");
        assertEquals(Health.Status.DOWN, first.await().status());
        assertEquals(Health.Status.DOWN, second.await().status());
        assertEquals(1, entered.get());
        assertEquals(Health.Status.DOWN, ask("hung", CREATE).status(), "that it hangs is remembered");

        release.countDown();
    }

    @Test
    void aFindingAboutAnOldObjectIsNotToldOfTheNewOne() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        serve("erp", () -> {
            if (entered.getCount() > 0) {
                entered.countDown();
                awaitQuietly(release);
                return Health.down("the old password is wrong");
            }
            return Health.up("fine");
        });
        HealthAnswer old = registry.health.ask(registry.instance("erp"), CREATE);
        entered.await(10, TimeUnit.SECONDS);

        registry.define("erp", "url", "http://mended", "timeout", "10s");

        assertEquals(Health.Status.UP, ask("erp", CREATE).status());
        release.countDown();
        old.await();
        assertEquals(Health.Status.UP, ask("erp", CREATE).status());
    }

    @Test
    void aCheckThatFailsWithoutAMessageLeavesHealthUsable() {
        AtomicInteger checks = serve("erp", () -> {
            throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, null);
        });

        assertEquals(Health.Status.DOWN, ask("erp", CREATE.fresh()).status());
        assertEquals(Health.Status.DOWN, ask("erp", CREATE.fresh()).status());
        assertTrue(checks.get() >= 2, "each was a check of its own");
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
                .until(() ->
                        registry.standing("erp").slot().observations().health().isPresent());
        assertEquals(1, checks.get());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
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
