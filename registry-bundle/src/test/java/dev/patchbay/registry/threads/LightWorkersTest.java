package dev.patchbay.registry.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LightWorkersTest {
    private static final String CHECK = "health";

    private final CountDownLatch gate = new CountDownLatch(1);
    private final Queue<String> ranOn = new ConcurrentLinkedQueue<>();
    private LightWorkers workers;

    @AfterEach
    void end() {
        gate.countDown();
        workers.close();
    }

    @Test
    void aFewTasksGetPlatformThreads() throws InterruptedException {
        workers = with(Thread::new);

        lights(1);

        assertTrue(ranOn.stream().allMatch(name -> name.startsWith("patchbay-platform-")), ranOn.toString());
    }

    @Test
    void manyTasksAtOnceGetTheOtherOnes() throws InterruptedException {
        workers = with(task -> new Thread(task, "light"));
        occupy(8);

        lights(100);

        assertEquals(100, ranOn.stream().filter("light"::equals).count());
    }

    @Test
    void tasksThatNobodyTakesUpGoToPlatformThreads() throws InterruptedException {
        Queue<Thread> neverCarried = new ConcurrentLinkedQueue<>();
        workers = with(
                task -> new Thread(task, "light") {
                    @Override
                    public void start() {
                        neverCarried.add(this);
                    }
                },
                TimeUnit.MILLISECONDS.toNanos(20));
        occupy(8);

        lights(20);
        int asked = neverCarried.size();
        lights(20);

        assertTrue(asked > 0, "it was tried");
        assertEquals(asked, neverCarried.size(), "and is not again for a while");
        assertTrue(ranOn.stream().allMatch(name -> name.startsWith("patchbay-platform-")), ranOn.toString());
    }

    @Test
    void anObjectOfWhichNothingIsKnownGetsPlatformThreads() throws InterruptedException {
        workers = with(task -> new Thread(task, "light"));
        occupy(8);
        CountDownLatch ended = new CountDownLatch(1);

        note(new Conduct().turn(CHECK), ended);

        assertTrue(ended.await(20, TimeUnit.SECONDS));
        assertTrue(ranOn.peek().startsWith("patchbay-platform-"), ranOn.toString());
    }

    @Test
    void whatWaitsIsGivenBackAtTheEnd() throws InterruptedException {
        workers = with(task -> new Thread(task, "light"));
        occupy(16);
        Runnable waits = () -> {};
        CountDownLatch begun = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            workers.execute(
                    () -> {
                        begun.countDown();
                        pass(gate);
                    },
                    good());
        }
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        workers.execute(waits, good());

        assertEquals(List.of(waits), workers.end());
    }

    /** Notes on which thread it ran. */
    private void note(Turn turn, CountDownLatch ended) {
        workers.execute(
                () -> {
                    ranOn.add(Thread.currentThread().getName());
                    ended.countDown();
                },
                turn);
    }

    /** Of an object whose work has ended soon. */
    private static Turn good() {
        Conduct conduct = new Conduct();
        Turn before = conduct.turn(CHECK);
        before.begin();
        before.end();
        return conduct.turn(CHECK);
    }

    private static LightWorkers with(ThreadFactory light) {
        return with(light, TimeUnit.HOURS.toNanos(1));
    }

    private static LightWorkers with(ThreadFactory light, long moment) {
        return new LightWorkers(new Workers("platform", 24), Optional.of(light), 100, moment);
    }

    /** Platform threads that are busy until the end of the test. */
    private void occupy(int count) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            workers.execute(() -> {
                begun.countDown();
                pass(gate);
            });
        }
        assertTrue(begun.await(20, TimeUnit.SECONDS));
    }

    /** Light tasks that note on which thread they ran; all have ended. */
    private void lights(int count) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            note(good(), ended);
        }
        assertTrue(ended.await(20, TimeUnit.SECONDS), () -> ended.getCount() + " wait for ever");
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
