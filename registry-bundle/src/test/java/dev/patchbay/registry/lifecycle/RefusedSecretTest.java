package dev.patchbay.registry.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.PushResult;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of calls whose secret is refused, because it has become another one without anybody telling. */
class RefusedSecretTest {
    @TempDir
    Path home;

    private RotatedErp erp;

    @BeforeEach
    void open() throws IOException {
        erp = new RotatedErp(home);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void aRefusedSecretIsReadAgainAndTheCallMadeOnceMore() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        erp.serve(context -> accepting("2", calls, context.secret("token").reveal()));
        erp.write("token", "2");
        assertEquals("2", erp.pull());
        assertEquals(2, calls.get());
        assertEquals(1, erp.made.size());
        assertTrue(
                erp.registry.standing("erp").slot().observations().lastFailure().isEmpty());
    }

    @Test
    void aRefusedSecretThatTheObjectHasKeptMakesAnother() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        erp.serve(context ->
                accepting("2", calls, context.config(RotatedErp.Config.class).token()));
        erp.write("token", "2");
        assertEquals("2", erp.pull());
        assertEquals(2, calls.get());
        assertEquals(2, erp.made.size());
    }

    @Test
    void aSecretThatIsRefusedAndStillTheSameMakesNoSecondCall() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        erp.serve(context -> accepting("2", calls, context.secret("token").reveal()));
        ConnectorException failure = assertThrows(ConnectorException.class, erp::pull);
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
        assertEquals(1, calls.get());
    }

    @Test
    void aNewSecretThatIsRefusedTooEndsTheCall() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        erp.serve(context -> accepting("3", calls, context.secret("token").reveal()));
        erp.write("token", "2");
        assertThrows(ConnectorException.class, erp::pull);
        assertEquals(2, calls.get());
    }

    @Test
    void allCallsThatAreRefusedTogetherSucceedWithTheNewSecret() throws Exception {
        int callers = 8;
        CountDownLatch together = new CountDownLatch(callers);
        AtomicInteger calls = new AtomicInteger();
        erp.serve(context -> {
            String token = context.secret("token").reveal();
            if (token.equals("1")) {
                together.countDown();
                awaitAll(together);
            }
            return accepting("2", calls, token);
        });
        erp.write("token", "2");
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            answers.add(threads.submit(erp::pull));
        }
        for (Future<String> each : answers) {
            assertEquals("2", each.get());
        }
        threads.shutdown();
        assertEquals(2 * callers, calls.get());
    }

    @Test
    void aSecretThatIsRefusedWhileConnectingIsReadAgainToo() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        erp.write("token", "1");
        erp.registry.install("erp", "1.0.0", context -> {
            TestConnector one = new TestConnector(context, erp.diary);
            one.onConnect = () -> accepting(
                    "2", calls, context.config(RotatedErp.Config.class).token());
            erp.made.add(one);
            return one;
        });
        erp.registry.define("erp", "url", "u", "token", "$[secret:token]");
        erp.write("token", "2");
        assertEquals(List.of(), erp.registry.handle("erp").pull(RotatedErp.ANY).records());
        assertEquals(List.of("create", "connect", "close", "create", "connect"), erp.diary.entries());
    }

    @Test
    void aPushThatIsRefusedIsMadeOnceMoreToo() throws IOException {
        AtomicInteger pushes = new AtomicInteger();
        erp.write("token", "1");
        erp.registry.install(
                "erp",
                "1.0.0",
                context -> new Pusher(records -> {
                    accepting("2", pushes, context.secret("token").reveal());
                    return PushResult.accepted(records.size());
                }));
        erp.registry.define("erp", "url", "u", "token", "$[secret:token]");
        erp.write("token", "2");
        assertEquals(
                1,
                erp.registry
                        .handle("erp")
                        .push(List.of(ConnectorRecord.builder("things").id("1").build()))
                        .accepted());
        assertEquals(2, pushes.get());
    }

    private record Pusher(Function<List<ConnectorRecord>, PushResult> work) implements Sink {
        @Override
        public PushResult push(List<ConnectorRecord> records, CallContext call) {
            call.request("POST", "things");
            return work.apply(records);
        }

        @Override
        public Health health(CallContext call) {
            return Health.up("");
        }

        @Override
        public void close() {}
    }

    @Test
    void aWriteWhoseOnlyRequestWasRefusedIsMadeOnceMore() throws IOException {
        Writer writer = serveWriter(1);
        erp.write("token", "2");
        erp.registry.handle("erp").push(List.of());
        assertEquals(2, writer.calls.get());
    }

    @Test
    void aWriteThatMayHaveBeenAppliedInPartIsNotRepeatedAndTheNextHasTheNewSecret() throws IOException {
        Writer writer = serveWriter(2);
        erp.write("token", "2");
        ConnectorException failure = assertThrows(
                ConnectorException.class, () -> erp.registry.handle("erp").push(List.of()));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
        assertEquals(1, writer.calls.get());
        erp.registry.handle("erp").push(List.of());
        assertEquals(2, writer.calls.get());
    }

    @Test
    void aWriteThatAnnouncesNoRequestIsNotRepeated() throws IOException {
        Writer writer = serveWriter(0);
        erp.write("token", "2");
        assertThrows(ConnectorException.class, () -> erp.registry.handle("erp").invoke("pay", Map.of()));
        assertEquals(1, writer.calls.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void anOperationThatIsIdempotentIsRepeatedWhateverItHasDone(int requests) throws IOException {
        Writer writer = serveWriter(requests);
        erp.write("token", "2");
        erp.registry.handle("erp").invoke("set", Map.of());
        assertEquals(2, writer.calls.get());
    }

    @Test
    void aWriteThatCouldNotBeginIsMadeOnceMoreWhateverItAnnounces() throws IOException {
        Writer writer = new Writer(0);
        writer.connects = true;
        erp.write("token", "1");
        erp.registry.install("erp", "1.0.0", writer::of);
        erp.registry.define("erp", "url", "u", "token", "$[secret:token]");
        erp.write("token", "2");
        erp.registry.handle("erp").push(List.of());
        assertEquals(3, writer.calls.get(), "two for connections, one for the push");
    }

    private Writer serveWriter(int requests) throws IOException {
        erp.write("token", "1");
        Writer writer = new Writer(requests);
        erp.registry.install("erp", "1.0.0", writer::of);
        erp.registry.define("erp", "url", "u", "token", "$[secret:token]");
        return writer;
    }

    /** Writes with as many requests as it is told, of which the last is refused unless the token is good. */
    private static final class Writer implements Sink, Invoker {
        private final int requests;
        private final AtomicInteger calls = new AtomicInteger();
        private volatile ConnectorContext context;
        private volatile boolean connects;

        Writer(int requests) {
            this.requests = requests;
        }

        Writer of(ConnectorContext ownContext) {
            context = ownContext;
            return this;
        }

        @Override
        public void connect(CallContext call) {
            if (connects) {
                accepting("2", calls, context.config(RotatedErp.Config.class).token());
            }
        }

        @Override
        public PushResult push(List<ConnectorRecord> records, CallContext call) {
            send(call);
            return PushResult.accepted(0);
        }

        @Override
        public List<Operation> operations() {
            return List.of(
                    Operation.builder("pay").build(),
                    Operation.builder("set").idempotent().build());
        }

        @Override
        public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
            send(call);
            return Map.of();
        }

        private void send(CallContext call) {
            for (int i = 0; i < requests; i++) {
                call.request("POST", "things");
            }
            accepting("2", calls, context.secret("token").reveal());
        }

        @Override
        public Health health(CallContext call) {
            return Health.up("");
        }

        @Override
        public void close() {}
    }

    private static String accepting(String good, AtomicInteger calls, String token) {
        calls.incrementAndGet();
        if (!token.equals(good)) {
            throw new ConnectorException(ErrorCode.AUTHENTICATION_FAILED, "'erp': the token is refused; renew it");
        }
        return token;
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
