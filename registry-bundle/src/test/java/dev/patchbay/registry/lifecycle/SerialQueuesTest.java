package dev.patchbay.registry.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SerialQueuesTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Background background = new Background();
    private final SerialQueues queues = new SerialQueues(background.changes());

    @AfterEach
    void close() {
        background.close();
    }

    @Test
    void runsTheTasksOfATypeInOrderOneAtATime() {
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        IntStream.range(0, 1_000).forEach(i -> queues.submit("erp", () -> ran.add(i)));

        assertTrue(queues.settle("erp", LONG));

        assertEquals(IntStream.range(0, 1_000).boxed().toList(), ran);
    }

    @Test
    void aTypeThatIsStuckDelaysNoOther() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        queues.submit("stuck", () -> {
            try {
                stuck.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });

        assertTrue(queues.settle("erp", LONG));
        assertFalse(queues.settle("stuck", Duration.ofMillis(1)));
        stuck.countDown();
        assertTrue(queues.settle(LONG));
    }

    @Test
    void tellsWhetherAnythingOfAKindIsUnderWay() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        queues.submit("file:a.jar", () -> {
            try {
                stuck.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(queues.isBusy(name -> name.startsWith("file:")));
        assertFalse(queues.isBusy(name -> name.startsWith("deploy")));
        stuck.countDown();
        assertTrue(queues.settle(LONG));
        assertFalse(queues.isBusy(name -> true));
    }

    @Test
    void goesOnAfterATaskThatFails() {
        queues.submit("erp", () -> {
            throw new AssertionError("on purpose");
        });

        assertTrue(queues.settle("erp", LONG));
    }
}
