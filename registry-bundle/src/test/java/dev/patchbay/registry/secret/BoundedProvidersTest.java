package dev.patchbay.registry.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
    void nobodyWaitsForOneThatHasTakenLongToSayThatItIsAway() throws Exception {
        BoundedProviders patient = new BoundedProviders(Duration.ofSeconds(1));
        AtomicInteger asked = new AtomicInteger();
        add(patient, "away", () -> {
            asked.incrementAndGet();
            elapse(300);
            throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "the safe is away; bring it back");
        });
        ExecutorService callers = Executors.newFixedThreadPool(16);
        List<Future<String>> reasons = callers.invokeAll(Collections.nCopies(
                50, () -> patient.resolve("away", List.of("x")).reason()));
        for (Future<String> each : reasons) {
            assertEquals("the safe is away; bring it back", each.get());
        }
        callers.shutdownNow();
        patient.close();
        assertTrue(asked.get() <= 2, "asked " + asked + " times");
    }

    @Test
    void oneThatIsAwayIsAskedAgainWhenItMayBeBack() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        add("away", () -> {
            if (asked.incrementAndGet() == 1) {
                elapse(50);
                throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "the safe is away; bring it back");
            }
            return Optional.of(Secret.of("x"));
        });
        assertEquals("the safe is away; bring it back", reason("away"));
        Awaitility.await().until(() -> reason("away").isEmpty());
    }

    @Test
    void aCommandThatFailsSilencesNoOther() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        add("exec", () -> {
            asked.incrementAndGet();
            elapse(50);
            throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "the command failed; run it by hand");
        });
        reason("exec");
        reason("exec");
        assertEquals(2, asked.get());
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

    private void elapse(int millis) {
        try {
            end.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(String scheme, Supplier<Optional<Secret>> answer) throws InterruptedException {
        add(providers, scheme, answer);
    }

    private static void add(BoundedProviders to, String scheme, Supplier<Optional<Secret>> answer)
            throws InterruptedException {
        CountDownLatch known = new CountDownLatch(1);
        to.add(
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
