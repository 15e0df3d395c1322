package dev.patchbay.registry.health;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.model.Health;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.lifecycle.TestConnector;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Isolated calls of objects that have always answered, and then keep all processors that carry virtual threads. */
class SpinningCallsTest {
    private static final int FIRST_WITH_VIRTUAL = 24;
    private static final int SPINNERS = Runtime.getRuntime().availableProcessors() + 1;
    private static final int OTHERS = 20;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final Queue<String> begun = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile boolean bad;
    private volatile boolean over;

    @TempDir
    Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
        install("spinner", this::spin);
        install("slow", this::pass);
        install("erp", () -> Page.last(List.of()));
        names("spinner", SPINNERS).forEach(this::define);
        names("erp", OTHERS).forEach(this::define);
        define("slow");
    }

    @AfterEach
    void close() {
        over = true;
        gate.countDown();
        callers.shutdownNow();
        registry.close();
    }

    @Test
    void keepNeitherHealthNorOtherCallsFromBeingAnswered() {
        // All are known to answer soon, and as many platform threads are busy as are taken first.
        Stream.concat(names("spinner", SPINNERS), names("erp", OTHERS)).forEach(this::pull);
        askAll();
        for (int i = 0; i < 8; i++) {
            callers.execute(() -> pull("slow"));
        }
        await().until(() -> begun.size() == 8);
        begun.clear();

        bad = true;
        names("spinner", SPINNERS).forEach(id -> callers.execute(() -> pull(id)));
        await().until(() -> begun.size() == SPINNERS);

        names("erp", OTHERS).forEach(id -> assertEquals(List.of(), pull(id).records()));
        askAll();
        boolean anyVirtual = begun.stream().anyMatch(name -> name.contains("-virtual-"));
        assertEquals(Runtime.version().feature() >= FIRST_WITH_VIRTUAL && SPINNERS > 2, anyVirtual, begun.toString());
    }

    private void askAll() {
        List<HealthAnswer> answers = names("erp", OTHERS)
                .map(id -> registry.health.ask(
                        registry.instance(id), HealthOptions.cached().create().fresh()))
                .toList();
        answers.forEach(each -> assertEquals(Health.Status.UP, each.await().status()));
    }

    private Page spin() {
        if (bad) {
            begun.add(Thread.currentThread().getName());
            while (!over) {
                Thread.onSpinWait();
            }
        }
        return Page.last(List.of());
    }

    private Page pass() {
        begun.add(Thread.currentThread().getName());
        try {
            assertTrue(gate.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return Page.last(List.of());
    }

    private Page pull(String id) {
        return registry.handle(id).with(CallOptions.none().isolated()).pull(PullRequest.of("things"));
    }

    private void install(String type, Supplier<Page> pull) {
        registry.install(type, "1.0.0", context -> {
            TestConnector made = new TestConnector(context, new RegistryFixture.Diary());
            made.onPull = request -> pull.get();
            return made;
        });
    }

    private void define(String id) {
        registry.define(id, "url", "http://one", "timeout", "60s");
    }

    private static Stream<String> names(String type, int count) {
        return IntStream.range(0, count).mapToObj(i -> type + "~i" + i);
    }
}
