package dev.patchbay.registry.threads;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.unload.RuntimeThreads;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class WorkersTest {
    private static final long LONG = TimeUnit.HOURS.toNanos(1);

    private final CountDownLatch gate = new CountDownLatch(1);
    private Workers workers = new Workers("test", 3);

    @AfterEach
    void end() {
        gate.countDown();
        workers.close();
    }

    @Test
    void runsAsManyTasksAtOnceAsItMayHaveThreadsAndAllInTheEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch ended = new CountDownLatch(50);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger tooMany = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            workers.execute(() -> {
                if (running.incrementAndGet() > 3) {
                    tooMany.incrementAndGet();
                }
                begun.countDown();
                pass(gate);
                running.decrementAndGet();
                ended.countDown();
            });
        }
        assertTrue(begun.await(20, TimeUnit.SECONDS), "three run side by side");
        gate.countDown();

        assertTrue(ended.await(20, TimeUnit.SECONDS));
        assertEquals(0, tooMany.get());
    }

    @Test
    void hasNoThreadWhenNothingHasHappenedForAWhile() {
        assertEquals(0, workers.count());
        ask(() -> "something");

        await().until(() -> workers.count() == 0);

        assertEquals("more", ask(() -> "more"), "and starts one again");
    }

    @Test
    void aTaskFindsNothingOfTheOneBeforeIt() {
        workers = new Workers(new RuntimeThreads("test"), 1, LONG);
        Thread first = ask(() -> {
            MDC.put("tenant", "acme");
            Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0]));
            Thread.currentThread().interrupt();
            return Thread.currentThread();
        });
        workers.execute(() -> {
            throw new NoClassDefFoundError("thrown on purpose");
        });

        List<Object> found = ask(() -> List.of(
                Thread.currentThread(),
                Thread.currentThread().getContextClassLoader(),
                Thread.interrupted(),
                String.valueOf(MDC.get("tenant"))));

        assertEquals(List.of(first, Workers.class.getClassLoader(), false, "null"), found);
    }

    @Test
    void aThreadThatHasLivedItsLifeTakesItsThreadLocalsWithIt() {
        workers = new Workers(new RuntimeThreads("test"), 1, 0);

        assertNotEquals(ask(Thread::currentThread), ask(Thread::currentThread));
    }

    @Test
    void givesBackWhatWaitedAndInterruptsWhatRunsWhenItEnds() throws InterruptedException {
        workers = new Workers("test", 1);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        workers.execute(() -> {
            begun.countDown();
            interrupted.complete(!pass(gate));
        });
        Runnable waits = () -> {};
        workers.execute(waits);
        assertTrue(begun.await(20, TimeUnit.SECONDS));

        assertEquals(List.of(waits), workers.end());

        assertTrue(interrupted.join());
        assertThrows(RejectedExecutionException.class, () -> workers.execute(waits));
    }

    @Test
    void makesDoWithTheThreadsThatTheSystemGives() {
        AtomicInteger given = new AtomicInteger();
        workers = new Workers(stingy(given, 1), 10, LONG);
        CountDownLatch ended = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            workers.execute(ended::countDown);
        }

        await().until(() -> ended.getCount() == 0);
    }

    @Test
    void refusesATaskForWhichTheSystemGivesNoThreadAtAll() {
        workers = new Workers(stingy(new AtomicInteger(), 0), 10, LONG);
        AtomicInteger ran = new AtomicInteger();

        assertThrows(RejectedExecutionException.class, () -> workers.execute(ran::incrementAndGet));

        assertEquals(0, workers.count());
        assertEquals(List.of(), workers.end(), "what was refused does not wait");
        assertEquals(0, ran.get());
    }

    @Test
    void losesNoTaskWhileThreadsComeAndGo() throws InterruptedException {
        workers = new Workers(new RuntimeThreads("test"), 2, 0);
        CountDownLatch ended = new CountDownLatch(4_000);
        for (int caller = 0; caller < 4; caller++) {
            CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 1_000; i++) {
                    workers.execute(ended::countDown);
                }
            });
        }

        assertTrue(ended.await(30, TimeUnit.SECONDS), () -> ended.getCount() + " were lost");
        assertFalse(workers.count() > 2);
    }

    /** Whoever brings the second may still count on the one idle thread that is just taking the first. */
    @Test
    void aTaskThatLastsHoldsUpNoTaskThatComesShortlyAfter() throws InterruptedException {
        for (int round = 0; round < 3_000; round++) {
            try (Workers fresh = new Workers("test", 2)) {
                CountDownLatch warm = new CountDownLatch(1);
                fresh.execute(warm::countDown);
                assertTrue(warm.await(20, TimeUnit.SECONDS));
                spin(50_000);
                CountDownLatch second = new CountDownLatch(1);
                fresh.execute(() -> pass(second));
                spin(round % 100 * 1_000L);
                fresh.execute(second::countDown);

                assertTrue(second.await(5, TimeUnit.SECONDS), "round " + round);
            }
        }
    }

    private static void spin(long nanos) {
        long since = System.nanoTime();
        while (System.nanoTime() - since < nanos) {
            Thread.onSpinWait();
        }
    }

    private <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        workers.execute(() -> answer.complete(question.get()));
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** A system that gives a number of threads, and then no more. */
    private static ThreadFactory stingy(AtomicInteger given, int most) {
        return task -> new Thread(task) {
            @Override
            public void start() {
                if (given.incrementAndGet() > most) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
            }
        };
    }

    private static boolean pass(CountDownLatch gate) {
        try {
            return gate.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            return false;
        }
    }
}
