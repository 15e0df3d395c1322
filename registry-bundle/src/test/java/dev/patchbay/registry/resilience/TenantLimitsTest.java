package dev.patchbay.registry.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.LimitStatus.Breaker;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantLimitsTest {
    private static final ConnectorException DOWN = new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "it is down");

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private RegistryFixture registry;
    private TenantLimits tenants;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder, time);
        registry.install("erp", "1.0.0", context -> null);
        registry.define("erp", "url", "http://one", "shared", "true", "rate.limit.per.minute", "6000");
        Limits total = new Limits(
                registry.instance("erp").id(), registry.standing("erp").settings(), time);
        tenants = new TenantLimits(total, BreakerOrder.RESET);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aTenantMeetsTheSameLimitsAgain() {
        assertSame(tenants.of("acme"), tenants.of("acme"));
        assertNotSame(tenants.of("acme"), tenants.of("beta"));
    }

    @Test
    void thoseWhoHaveUsedNothingGo() {
        comeAndGo(10_000);

        assertTrue(tenants.size() <= 128, tenants.size() + " are kept");
    }

    @Test
    void whatIsUsedStays() {
        Limits failing = tenants.of("failing");
        failing.breaker().failed(failing.breaker().enter(), DOWN);
        Limits busy = tenants.of("busy");
        assertTrue(busy.calls().enter());
        Limits spending = tenants.of("spending");
        spending.rate().take(0);
        tenants.order("ordered", BreakerOrder.CLOSE);

        comeAndGo(1_000);

        assertSame(failing, tenants.of("failing"));
        assertSame(busy, tenants.of("busy"));
        assertSame(spending, tenants.of("spending"));
        assertEquals(
                Breaker.FORCED_CLOSED, tenants.of("ordered").breaker().state().breaker());
    }

    @Test
    void whatWasUsedGoesWhenItIsWhole() {
        Limits spending = tenants.of("spending");
        spending.rate().take(0);
        Limits busy = tenants.of("busy");
        busy.calls().enter();
        busy.calls().leave();
        time.pass(Duration.ofMinutes(1));

        comeAndGo(1_000);

        assertNotSame(spending, tenants.of("spending"));
        assertNotSame(busy, tenants.of("busy"));
    }

    @Test
    void soManyAreTheMostWhateverTheyHaveUsed() {
        Limits busy = tenants.of("busy");
        assertTrue(busy.calls().enter());
        tenants.order("ordered", BreakerOrder.OPEN);

        for (int i = 0; i < 3 * TenantLimits.MOST; i++) {
            Limits each = tenants.of("failing-" + i);
            for (int failures = 0; failures < 5; failures++) {
                each.breaker().failed(each.breaker().enter(), DOWN);
            }
            assertTrue(tenants.size() <= TenantLimits.MOST, tenants.size() + " are kept");
        }

        assertSame(busy, tenants.of("busy"), "a call of it is under way");
        assertFalse(tenants.of("ordered").breaker().isClosed());
    }

    @Test
    void whoComesBackFollowsWhatIsOrderedForAll() {
        tenants.of("acme");
        tenants.follow(BreakerOrder.OPEN);
        comeAndGo(1_000);

        assertEquals(Breaker.FORCED_OPEN, tenants.of("acme").breaker().state().breaker());
        assertTrue(tenants.size() <= 128, "an order for all needs nobody to be remembered");
    }

    @Test
    void comingAndGoingLosesNobodysPlace() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread * 50_000;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        ConcurrentCalls calls = tenants.of(i % 10 == 0 ? "regular" : "t" + (first + i))
                                .calls();
                        if (calls.enter()) {
                            calls.leave();
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertTrue(tenants.size() <= TenantLimits.MOST);
        assertTrue(tenants.status().values().stream().allMatch(each -> each.concurrentCalls() == 0));
        assertEquals(0, tenants.looked("regular").calls().underWay());
    }

    private void comeAndGo(int count) {
        for (int i = 0; i < count; i++) {
            tenants.of("passer-by-" + i);
        }
    }
}
