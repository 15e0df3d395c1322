package dev.patchbay.registry.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Secret;
import dev.patchbay.spi.SecretProvider;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedProvidersTest {
    private final BoundedProviders providers = new BoundedProviders(Duration.ofMillis(100));
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        providers.close();
    }

    @Test
    void aHungProviderHoldsTwoThreadsAndNobodyElse() throws InterruptedException {
        add("hung", () -> {
            while (true) {
                try {
                    end.await();
                    return Optional.empty();
                } catch (InterruptedException e) {
                    continue;
                }
            }
        });
        add("good", () -> Optional.of(Secret.of("x")));
        assertEquals("the provider of 'hung' gave no answer within 100 ms", reason("hung"));
        Awaitility.await()
                .until(() -> reason("hung")
                        .equals("the provider of 'hung' still works on earlier questions; see whether what it asks is"
                                + " up"));
        assertEquals("", reason("good"));
    }

    @Test
    void nobodyWaitsForOneThatHasJustLetATimePass() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        add("down", () -> {
            asked.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });
        assertEquals("the provider of 'down' gave no answer within 100 ms", reason("down"));
        IntStream.range(0, 1_000).forEach(each -> reason("down"));
        assertTrue(asked.get() < 10, "asked " + asked + " times");
    }

    @Test
    void manyAskAtOnceAndAllGetAnAnswer() throws Exception {
        add("good", () -> Optional.of(Secret.of("x")));
        ExecutorService callers = Executors.newFixedThreadPool(16);
        List<Future<String>> reasons = callers.invokeAll(Collections.nCopies(200, () -> reason("good")));
        for (Future<String> each : reasons) {
            assertEquals("", each.get());
        }
        callers.shutdownNow();
    }

    private String reason(String scheme) {
        return providers.resolve(scheme, List.of("x")).reason();
    }

    private void add(String scheme, java.util.function.Supplier<Optional<Secret>> answer) throws InterruptedException {
        CountDownLatch known = new CountDownLatch(1);
        providers.add(
                new SecretProvider() {
                    @Override
                    public String scheme() {
                        return scheme;
                    }

                    @Override
                    public Optional<Secret> resolve(String name) {
                        return answer.get();
                    }
                },
                ready -> known.countDown());
        known.await();
    }
}
