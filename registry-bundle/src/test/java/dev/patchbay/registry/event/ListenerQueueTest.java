package dev.patchbay.registry.event;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallEnd;
import dev.patchbay.api.CallFacts;
import dev.patchbay.api.CallListener;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.redaction.SecretMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerQueueTest {
    private static final InstanceId ID = InstanceId.ofType("erp");

    private final List<Runnable> scheduled = new ArrayList<>();
    private final List<ListenerQueue> open = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        open.forEach(each -> each.close(Duration.ofSeconds(10)));
    }

    @Test
    void tellsWhatHasHappenedInThatOrderOnAThreadOfItsOwn() {
        Recorded recorded = new Recorded();
        Audience audience = new Audience(new SecretMemory(), queue(new Listening.Source(recorded), 64));

        StartedCall call = started(audience, ID, "pull", "c-1", "default", null, System.nanoTime());
        audience.requested(call, 1, "GET", "/things?key=1", System.nanoTime());
        audience.ended(call, false, null, 1, 5, 1, null, System.nanoTime(), 3, null);

        await().until(() -> recorded.ends.size() == 1);
        assertEquals(List.of("started pull", "request GET /things", "attempt 1", "ended SUCCESS"), recorded.lines());
        recorded.threads().forEach(each -> assertNotSame(Thread.currentThread(), each));
        assertTrue(recorded.threads().get(0).isDaemon());
        assertFalse(
                recorded.requests.get(0).at().isBefore(recorded.starts.get(0).startedAt()));
    }

    @Test
    void aListenerIsAskedForOnlyWhenThereIsSomethingToTell() {
        Listening.Source source = new Listening.Source(new Recorded());
        ListenerQueue queue = queue(source, 64);
        assertEquals(0, source.taken.get());

        queue.close(Duration.ofSeconds(10));

        assertEquals(0, source.givenBack.get());
    }

    @Test
    void keepsNoStackTracesForAListenerThatIsFarBehind() {
        CountDownLatch busy = new CountDownLatch(1);
        List<CallEnd> ends = new CopyOnWriteArrayList<>();
        Audience audience = new Audience(
                new SecretMemory(),
                queue(
                        new Listening.Source((call, end) -> {
                            busy.countDown();
                            awaitRelease();
                            ends.add(end);
                        }),
                        2_048));
        end(audience, "first");
        await().until(() -> busy.getCount() == 0);
        ConnectorException failure = new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "down");
        for (int index = 0; index < 1_500; index++) {
            StartedCall call = audience.call(ID, "pull", "c-" + index, "default", null, System.nanoTime());
            audience.ended(call, true, null, 0, Audience.TOLD, 0, null, System.nanoTime(), 0, failure);
        }
        released.countDown();

        await().until(() -> ends.size() == 1_501);
        assertTrue(ends.get(1).stackTrace().orElseThrow().contains("ListenerQueueTest"));
        assertTrue(ends.get(1_500).stackTrace().isEmpty());
        assertEquals("down", ends.get(1_500).message().orElseThrow());
    }

    @Test
    void countsWhatASlowListenerMissesAndSaysSoOnceInAWhile() {
        AtomicInteger told = new AtomicInteger();
        CountDownLatch busy = new CountDownLatch(1);
        ListenerQueue queue = queue(
                new Listening.Source((call, end) -> {
                    told.incrementAndGet();
                    busy.countDown();
                    awaitRelease();
                }),
                8);
        Audience audience = new Audience(new SecretMemory(), queue);
        end(audience, "first");
        await().until(() -> busy.getCount() == 0);

        for (int index = 0; index < 20; index++) {
            end(audience, "c-" + index);
        }

        assertEquals(20 * 2 - 8, queue.lost(), "two events each, and room for 8");
        assertEquals(1, scheduled.size(), "one look at the count for all of them");
        scheduled.remove(0).run();
        assertEquals(1, scheduled.size(), "and another one later");
        scheduled.remove(0).run();
        assertEquals(0, scheduled.size(), "until there is nothing new");
        released.countDown();
        await().until(() -> told.get() == 1 + 8 / 2);
        end(audience, "afterwards");
        await().until(() -> told.get() == 1 + 8 / 2 + 1);
    }

    @Test
    void tellsAListenerHowMuchItHasMissedBeforeTheNextEvent() {
        CountDownLatch busy = new CountDownLatch(1);
        List<String> told = new CopyOnWriteArrayList<>();
        Audience audience = new Audience(
                new SecretMemory(),
                queue(
                        new Listening.Source(new CallListener() {
                            @Override
                            public void ended(CallFacts call, CallEnd end) {
                                told.add(call.correlationId());
                                busy.countDown();
                                awaitRelease();
                            }

                            @Override
                            public void missed(long events) {
                                told.add("missed " + events);
                                throw new AssertionError("oops");
                            }
                        }),
                        8));
        end(audience, "first");
        await().until(() -> busy.getCount() == 0);
        for (int index = 0; index < 20; index++) {
            end(audience, "c-" + index);
        }
        released.countDown();

        await().untilAsserted(() ->
                assertEquals(List.of("first", "missed 32", "c-0", "c-1", "c-2", "c-3"), List.copyOf(told)));
        end(audience, "afterwards");
        await().until(() -> told.size() == 7);
        assertEquals("afterwards", told.get(6));
    }

    @Test
    void oneThatThrowsIsToldTheNextEventAsIfNothingHadBeen() {
        AtomicInteger told = new AtomicInteger();
        Audience audience = new Audience(
                new SecretMemory(),
                queue(
                        new Listening.Source((call, end) -> {
                            told.incrementAndGet();
                            throw new AssertionError("oops");
                        }),
                        64));

        end(audience, "c-1");
        end(audience, "c-2");

        await().until(() -> told.get() == 2);
    }

    @Test
    void oneThatHangsKeepsNothingFromAnother() {
        Recorded recorded = new Recorded();
        ListenerQueue hanging = queue(new Listening.Source((call, end) -> awaitRelease()), 4);
        Audience audience = new Audience(new SecretMemory(), hanging, queue(new Listening.Source(recorded), 64));

        for (int index = 0; index < 20; index++) {
            end(audience, "c-" + index);
        }

        await().until(() -> recorded.ends.size() == 20);
        assertTrue(hanging.lost() > 0);
    }

    @Test
    void oneThatLeavesItsThreadInterruptedIsToldAllTheSame() {
        Recorded recorded = new Recorded();
        Audience audience = new Audience(
                new SecretMemory(),
                queue(
                        new Listening.Source(new CallListener() {
                            @Override
                            public void started(CallFacts call) {
                                Thread.currentThread().interrupt();
                            }

                            @Override
                            public void ended(CallFacts call, CallEnd end) {
                                recorded.ended(call, end);
                            }
                        }),
                        64));

        end(audience, "c-1");

        await().until(() -> recorded.ends.size() == 1);
    }

    @Test
    void tellsWhatIsLeftWhenItIsClosedAndThenNothing() {
        Recorded recorded = new Recorded();
        Listening.Source source = new Listening.Source(recorded);
        ListenerQueue queue = queue(source, 1_024);
        Audience audience = new Audience(new SecretMemory(), queue);
        for (int index = 0; index < 200; index++) {
            end(audience, "c-" + index);
        }

        queue.close(Duration.ofSeconds(10));

        assertEquals(200, recorded.ends.size());
        assertEquals(1, source.taken.get());
        assertEquals(1, source.givenBack.get());
        end(audience, "too late");
        assertEquals(0, queue.lost(), "nobody is there who misses it");
        Thread last = recorded.threads().get(0);
        await().until(() -> !last.isAlive());
        assertEquals(200, recorded.ends.size());
    }

    @Test
    void closingInterruptsOneThatHangsAndWaitsForItNoLongerThanAllowed() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        ListenerQueue queue = queue(
                new Listening.Source((call, end) -> {
                    thread.set(Thread.currentThread());
                    awaitRelease();
                }),
                64);
        Audience audience = new Audience(new SecretMemory(), queue);
        end(audience, "c-1");
        await().until(() -> thread.get() != null);
        end(audience, "c-2");

        queue.close(Duration.ofMillis(1));

        await().until(() -> !thread.get().isAlive());
        assertEquals(2, queue.lost(), "the beginning and the end of the second call");
    }

    @Test
    void oneThatClosesItselfIsNotWaitedFor() {
        AtomicReference<ListenerQueue> queue = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        queue.set(queue(
                new Listening.Source((call, end) -> {
                    queue.get().close(Duration.ofDays(1));
                    closed.countDown();
                }),
                64));

        end(new Audience(new SecretMemory(), queue.get()), "c-1");

        await().until(() -> closed.getCount() == 0);
    }

    @Test
    void noSecretIsInAnyText() {
        SecretMemory memory = new SecretMemory();
        memory.learn(ID, dev.patchbay.model.Secret.of("hunter22-secret"));
        Recorded recorded = new Recorded();
        Audience audience = new Audience(memory, queue(new Listening.Source(recorded), 64, memory));
        ConnectorException failure = new ConnectorException(
                ErrorCode.REMOTE_REJECTED,
                "'erp': hunter22-secret is wrong",
                new IllegalStateException("with hunter22-secret"));
        failure.addSuppressed(new IllegalArgumentException("by the caller"));

        StartedCall call =
                started(audience, ID, "invoke hunter22-secret", "c-1", "default", "hunter22-secret", System.nanoTime());
        RequestedCall request = audience.requested(
                call, 1, "hunter22-secret", "/a/hunter22-secret/b?hunter22-secret", System.nanoTime());
        audience.attempted(call, 1, null, 1, failure, Duration.ZERO);
        audience.ended(call, false, null, 1, Audience.TOLD, 1, request, System.nanoTime(), 0, failure);
        await().until(() -> recorded.ends.size() == 1);

        CallFacts facts = recorded.starts.get(0);
        CallEnd end = recorded.ends.get(0);
        assertEquals("invoke [secret]", facts.operation());
        assertEquals("[secret]", facts.principal().orElseThrow());
        assertEquals("[secret]", recorded.requests.get(0).method());
        assertEquals("/a/[secret]/b", recorded.requests.get(0).endpoint());
        assertEquals("/a/[secret]/b", end.endpoint().orElseThrow());
        assertEquals(
                "'erp': [secret] is wrong", recorded.attempts.get(0).message().orElseThrow());
        assertEquals("'erp': [secret] is wrong", end.message().orElseThrow());
        String trace = end.stackTrace().orElseThrow();
        assertFalse(trace.contains("hunter22"), trace);
        assertTrue(trace.contains("Caused by: java.lang.IllegalStateException: with [secret]"), trace);
        assertTrue(trace.contains("noSecretIsInAnyText"), trace);
        assertFalse(trace.contains("by the caller"), trace);
    }

    @Test
    void whatIsNotThereIsEmpty() {
        Recorded recorded = new Recorded();
        Audience audience = new Audience(new SecretMemory(), queue(new Listening.Source(recorded), 64));
        StartedCall call = started(audience, ID, "pull", "c-1", "default", null, 100);
        audience.ended(call, false, null, 0, Audience.TOLD, 0, null, 107, 0, null);
        await().until(() -> recorded.ends.size() == 1);

        CallEnd end = recorded.ends.get(0);
        assertNull(recorded.starts.get(0).principal().orElse(null));
        assertNull(end.version().orElse(null));
        assertNull(end.method().orElse(null));
        assertNull(end.endpoint().orElse(null));
        assertNull(end.error().orElse(null));
        assertNull(end.message().orElse(null));
        assertNull(end.stackTrace().orElse(null));
        assertEquals(Duration.ofNanos(7), end.took());
    }

    private static StartedCall started(
            Audience audience,
            InstanceId id,
            String operation,
            String correlationId,
            String tenant,
            String principal,
            long nanos) {
        StartedCall call = audience.call(id, operation, correlationId, tenant, principal, nanos);
        audience.started(call);
        return call;
    }

    private static void end(Audience audience, String correlationId) {
        StartedCall call = started(audience, ID, "pull", correlationId, "default", null, System.nanoTime());
        audience.ended(call, false, null, 1, Audience.TOLD, 0, null, System.nanoTime(), 0, null);
    }

    private ListenerQueue queue(ListenerSource source, int capacity) {
        return queue(source, capacity, new SecretMemory());
    }

    private ListenerQueue queue(ListenerSource source, int capacity, SecretMemory memory) {
        ListenerQueue queue = new ListenerQueue(source, memory, (delay, task) -> scheduled.add(task), capacity);
        open.add(queue);
        return queue;
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
