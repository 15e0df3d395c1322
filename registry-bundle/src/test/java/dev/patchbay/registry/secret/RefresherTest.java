package dev.patchbay.registry.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefresherTest {
    private static final SecretKey SLOW = new SecretKey("slow", "x", "");
    private static final SecretKey QUICK = new SecretKey("quick", "x", "");

    private final AtomicReference<String> stored = new AtomicReference<>("1");
    private final CountDownLatch slowIsAsked = new CountDownLatch(1);
    private final CountDownLatch slowGoesOn = new CountDownLatch(1);
    private volatile boolean hangs;
    private Refresher refresher;
    private KnownSecrets known;

    @AfterEach
    void close() {
        slowGoesOn.countDown();
        refresher.close();
    }

    @Test
    void aSchemeThatHangsDelaysNoOther() throws InterruptedException {
        open(new Refresher(Duration.ofMillis(10)));
        hangs = true;
        assertTrue(slowIsAsked.await(10, TimeUnit.SECONDS));
        stored.set("2");
        Awaitility.await().until(() -> secret(QUICK).equals(Optional.of(Secret.of("2"))));
    }

    @Test
    void whoSaysThatSomethingHasChangedDoesNotWaitForAnotherScheme() throws InterruptedException {
        open(new Refresher(Duration.ofHours(1)));
        hangs = true;
        refresher.hurry("slow");
        assertTrue(slowIsAsked.await(10, TimeUnit.SECONDS));
        stored.set("2");
        refresher.hurry("quick");
        Awaitility.await().until(() -> secret(QUICK).equals(Optional.of(Secret.of("2"))));
    }

    @Test
    void whatChangesWhileItIsReadIsReadOnceMore() throws InterruptedException {
        open(new Refresher(Duration.ofHours(1)));
        hangs = true;
        refresher.hurry("slow");
        assertTrue(slowIsAsked.await(10, TimeUnit.SECONDS));
        hangs = false;
        stored.set("2");
        refresher.hurry("slow");
        slowGoesOn.countDown();
        Awaitility.await().until(() -> secret(SLOW).equals(Optional.of(Secret.of("2"))));
    }

    @Test
    void asksTheSlowSeldomButNeverSoSeldomThatTheyAreMissedForLong() {
        open(new Refresher(Duration.ofSeconds(2)));
        assertEquals(Duration.ofSeconds(1), pauseAfter(Duration.ofMillis(1)));
        assertEquals(Duration.ofSeconds(20), pauseAfter(Duration.ofSeconds(2)));
        assertEquals(Duration.ofSeconds(30), pauseAfter(Duration.ofSeconds(400)));
    }

    private Duration pauseAfter(Duration reading) {
        return Duration.ofNanos(refresher.pauseAfter(reading.toNanos()));
    }

    private void open(Refresher fresh) {
        refresher = fresh;
        known = new KnownSecrets(this::read, refresher::arm);
        refresher.use(known, scheme -> Optional.empty());
        known.use(InstanceId.parse("jira"), Set.of(SLOW, QUICK));
        known.get(SLOW);
        known.get(QUICK);
    }

    private Optional<Secret> secret(SecretKey key) {
        return known.find(key).orElseThrow().latest().secret();
    }

    private Resolution read(SecretKey key) {
        String value = stored.get();
        if (hangs && key.equals(SLOW)) {
            slowIsAsked.countDown();
            try {
                slowGoesOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Resolution.INTERRUPTED;
            }
        }
        return Resolution.of(Secret.of(value));
    }
}
