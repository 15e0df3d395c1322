package dev.patchbay.registry.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.Secret;
import dev.patchbay.spi.SecretProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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
        assertEquals("the provider of 'hung' gave no answer within 100 ms", reason("hung"));
        assertEquals(
                "the provider of 'hung' still works on earlier questions; see whether what it asks is up",
                reason("hung"));
        assertEquals("", reason("good"));
    }

    private String reason(String scheme) {
        return providers.resolve(new SecretReference(scheme, "x")).reason();
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
