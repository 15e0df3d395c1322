package dev.patchbay.registry.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KnownSecretTest {
    private static final SecretKey KEY = new SecretKey("vault", "x", "");

    @Test
    void isReadOnceForAllWhoAskMeanwhile() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(8);
        AtomicInteger reads = new AtomicInteger();
        KnownSecret known = known(() -> {
            await(asked);
            reads.incrementAndGet();
            return Resolution.of(Secret.of("a"));
        });
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(start(() -> {
                asked.countDown();
                assertEquals(Optional.of(Secret.of("a")), known.get().secret());
            }));
        }
        for (Thread each : callers) {
            each.join();
        }
        assertEquals(1, reads.get());
        assertSame(known.get(), known.get());
    }

    @Test
    void whatIsReadAfterAChangeCountsMoreThanWhatWasBegunBefore() throws InterruptedException {
        AtomicReference<String> stored = new AtomicReference<>("old");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        KnownSecret known = known(() -> {
            Resolution found = Resolution.of(Secret.of(stored.get()));
            if (found.secret().get().reveal().equals("old")) {
                begun.countDown();
                await(goOn);
            }
            return found;
        });
        Thread slow = start(known::get);
        begun.await();
        stored.set("new");
        known.refresh();
        goOn.countDown();
        slow.join();
        assertEquals(Optional.of(Secret.of("new")), known.get().secret());
    }

    @Test
    void whatWasStoredCountsMoreThanWhatWasBegunToBeRead() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        KnownSecret known = known(() -> {
            begun.countDown();
            await(goOn);
            return Resolution.of(Secret.of("old"));
        });
        Thread slow = start(known::get);
        begun.await();
        known.take(Secret.of("rotated"));
        goOn.countDown();
        slow.join();
        assertEquals(Optional.of(Secret.of("rotated")), known.get().secret());
    }

    @Test
    void anInterruptedQuestionIsAskedAgainByWhoWasNotInterrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger reads = new AtomicInteger();
        KnownSecret known = known(() -> {
            if (reads.incrementAndGet() > 1) {
                return Resolution.of(Secret.of("a"));
            }
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Resolution.INTERRUPTED;
        });
        Thread first = start(known::get);
        begun.await();
        AtomicReference<Resolution> found = new AtomicReference<>();
        Thread second = start(() -> found.set(known.get()));
        Awaitility.await().until(() -> second.getState() == Thread.State.WAITING);
        first.interrupt();
        second.join();
        assertEquals(Optional.of(Secret.of("a")), found.get().secret());
    }

    @Test
    void theSameValueStaysTheSameObject() {
        KnownSecret known = known(() -> Resolution.of(Secret.of(String.valueOf(new char[] {'a'}))));
        Resolution before = known.get();
        known.refresh();
        assertSame(before, known.get());
        assertFalse(known.differsFrom(before));
    }

    @Test
    void reasonsThatComeInTurnAreNewsOnce() {
        AtomicReference<Resolution> found = new AtomicReference<>(Resolution.unresolved("away"));
        KnownSecret known = known(found::get);
        known.get();
        assertTrue(isNews(known, found, Resolution.unresolved("late")));
        assertFalse(isNews(known, found, Resolution.unresolved("away")));
        assertFalse(isNews(known, found, Resolution.unresolved("late")));
        assertEquals("late", known.get().reason());
        assertTrue(isNews(known, found, Resolution.of(Secret.of("a"))));
        assertTrue(isNews(known, found, Resolution.unresolved("late")), "it could be had in between");
    }

    @Test
    void aReasonThatIsAnotherEachTimeIsNewsAFewTimesOnly() {
        AtomicReference<Resolution> found = new AtomicReference<>(Resolution.of(Secret.of("a")));
        KnownSecret known = known(found::get);
        known.get();
        int news = 0;
        for (int each = 0; each < 100; each++) {
            news += isNews(known, found, Resolution.unresolved("request " + each + " failed")) ? 1 : 0;
        }
        assertEquals(8, news);
    }

    private static boolean isNews(KnownSecret known, AtomicReference<Resolution> found, Resolution next) {
        Resolution before = known.latest();
        found.set(next);
        known.refresh();
        return known.differsFrom(before);
    }

    @Test
    void aFaultInReadingIsToldAndDoesNotLast() {
        AtomicInteger reads = new AtomicInteger();
        KnownSecret known = known(() -> {
            if (reads.incrementAndGet() == 1) {
                throw new IllegalStateException("x");
            }
            return Resolution.of(Secret.of("a"));
        });
        assertEquals("reading it failed; the log has the details", known.get().reason());
        known.refresh();
        assertTrue(known.get().secret().isPresent());
    }

    private static KnownSecret known(Supplier<Resolution> reader) {
        return new KnownSecret(KEY, reader);
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
