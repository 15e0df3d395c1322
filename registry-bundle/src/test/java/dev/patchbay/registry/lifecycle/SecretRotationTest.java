package dev.patchbay.registry.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.call.LeasingHandle;
import dev.patchbay.registry.secret.Secrets;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What instances do when a secret that they refer to becomes another one, with files as the place of secrets. */
class SecretRotationTest {
    private static final PullRequest ANY = PullRequest.of("things");

    @TempDir
    Path home;

    private final ConcurrentLinkedQueue<TestConnector> made = new ConcurrentLinkedQueue<>();
    private final RegistryFixture.Diary diary = new RegistryFixture.Diary();
    private Secrets secrets;
    private RegistryFixture registry;

    @interface Config {
        String url();

        String token() default "";
    }

    /** Its fields are the settings, filled at once. */
    public static final class Whole {
        public String url;
        public String token;
    }

    @BeforeEach
    void open() throws IOException {
        Files.createDirectory(home.resolve("secrets"));
        secrets = new Secrets(Optional.of(home), Map.of(), Duration.ofHours(1));
        registry = new RegistryFixture(home, secrets);
        secrets.onChange(
                ids -> ids.forEach(id -> registry.queues.submit(id.type(), () -> registry.reconciler.refresh(id))));
    }

    @AfterEach
    void close() {
        secrets.close();
        registry.close();
    }

    @Test
    void whoAsksAtEachUseGetsTheNewValueFromTheSameObject() throws IOException {
        serve(context -> context.secret("token").reveal());
        assertEquals("1", pull());
        rotate("2");
        assertEquals("2", pull());
        settle();
        assertEquals("2", pull());
        assertEquals(List.of("create", "connect"), diary.entries());
    }

    @Test
    void whoHasTakenItThroughItsConfigurationGetsAnotherObject() throws IOException {
        serve(context -> context.config(Config.class).token());
        assertEquals("1", pull());
        rotate("2");
        settle();
        assertEquals("2", pull());
        assertEquals(2, made.size());
    }

    @Test
    void whoHasNotReadThePasswordOfItsConfigurationKeepsItsObject() throws IOException {
        serve(context -> context.config(Config.class).url());
        pull();
        rotate("2");
        settle();
        pull();
        assertEquals(1, made.size());
    }

    @Test
    void aConfigurationThatIsFilledAtOnceHasReadEveryPassword() throws IOException {
        serve(context -> context.config(Whole.class).token);
        assertEquals("1", pull());
        rotate("2");
        settle();
        assertEquals("2", pull());
        assertEquals(2, made.size());
    }

    @Test
    void aPasswordReadLateFromAnEarlyConfigurationIsTheOneOfThatMoment() throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        Function<ConnectorContext, Function<PullRequest, String>> connector = context -> {
            Config config = context.config(Config.class);
            return request -> late.get() ? config.token() : config.url();
        };
        serveEach(connector);
        pull();
        rotate("2");
        settle();
        late.set(true);
        assertEquals("2", pull());
        assertEquals(1, made.size());
        rotate("3");
        settle();
        assertEquals("3", pull());
        assertEquals(2, made.size(), "by now it has been read");
    }

    @Test
    void touchesOnlyInstancesThatUseIt() throws IOException {
        write("token", "1");
        write("other", "1");
        install(context -> context.secret("token").reveal());
        registry.define("erp", "url", "u", "token", "$[secret:token]");
        registry.define("erp~other", "url", "u", "token", "$[secret:other]");
        registry.define("erp~none", "url", "u");
        Standing user = registry.standing("erp");
        Standing other = registry.standing("erp~other");
        Standing none = registry.standing("erp~none");
        rotate("2");
        settle();
        assertNotSame(user, registry.standing("erp"));
        assertSame(other, registry.standing("erp~other"));
        assertSame(none, registry.standing("erp~none"));
    }

    @Test
    void aFileThatWasTouchedAndNotChangedTouchesNobody() throws IOException {
        serve(context -> context.secret("token").reveal());
        Standing before = registry.standing("erp");
        rotate("1");
        settle();
        assertSame(before, registry.standing("erp"));
    }

    @Test
    void noCallFailsWhileObjectsAreReplacedUnderThem() throws Exception {
        serve(context -> context.config(Config.class).token());
        AtomicBoolean end = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(callers.submit(() -> {
                int count = 0;
                for (; !end.get(); count++) {
                    pull();
                }
                return count;
            }));
        }
        for (int rotation = 2; rotation < 30; rotation++) {
            rotate(Integer.toString(rotation));
            settle();
        }
        end.set(true);
        for (Future<Integer> each : calls) {
            assertTrue(each.get() > 0, "each caller has called, and none of its calls failed");
        }
        callers.shutdown();
        assertEquals("29", pull());
        assertTrue(made.size() > 2, made.size() + " objects");
    }

    @Test
    void goesOnWithTheLastValueOfASecretThatHasGoneAndSaysSo() throws IOException {
        serve(context -> context.secret("token").reveal());
        pull();
        Files.delete(home.resolve("secrets/token"));
        secrets.changed("secret", "token");
        settle();
        assertEquals("1", pull());
        Standing standing = registry.standing("erp");
        assertEquals(InstanceState.ACTIVE, standing.visibleState());
        assertEquals(
                "serves the last good settings: 'token' refers to '$[secret:token]', which cannot be resolved any more:"
                        + " there is no file 'token' or '@shared/token' in secrets/; put one there",
                standing.reason());
        registry.define("erp", "url", "other", "token", "$[secret:token]");
        assertEquals("1", pull());
        assertEquals(2, made.size(), "its other settings can be changed meanwhile");
        rotate("2");
        settle();
        assertEquals(List.of(), registry.standing("erp").problems());
        assertEquals("2", pull());
    }

    @Test
    void reachesAnObjectThatServesTheLastGoodSettings() throws IOException {
        serve(context -> context.config(Config.class).token());
        assertEquals("1", pull());
        registry.define("erp", "token", "$[secret:token]");
        assertEquals(1, registry.standing("erp").problems().size(), "the url is missing");
        rotate("2");
        settle();
        assertEquals("2", pull());
        assertEquals(1, registry.standing("erp").problems().size());
        rotate("3");
        settle();
        assertEquals("3", pull());
    }

    @Test
    void reachesTheLastGoodSettingsAlsoWhereTheNewOnesDoNotNameIt() throws IOException {
        serve(context -> context.config(Config.class).token());
        pull();
        registry.define("erp", "token", "");
        rotate("2");
        settle();
        assertEquals("2", pull());
        rotate("3");
        settle();
        assertEquals("3", pull());
    }

    @Test
    void becomesValidWhenTheSecretArrives() throws IOException {
        install(context -> context.secret("token").reveal());
        registry.define("erp", "url", "u", "token", "$[secret:token]");
        assertEquals(InstanceState.INVALID, registry.standing("erp").state());
        rotate("1");
        settle();
        assertEquals("1", pull());
    }

    @Test
    void aRefusedSecretIsReadAgainAndTheCallMadeOnceMore() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        serve(context -> accepting("2", calls, context.secret("token").reveal()));
        write("token", "2");
        assertEquals("2", pull());
        assertEquals(2, calls.get());
        assertEquals(1, made.size());
        assertTrue(registry.standing("erp").slot().observations().lastFailure().isEmpty());
    }

    @Test
    void aRefusedSecretThatTheObjectHasKeptMakesAnother() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        serve(context -> accepting("2", calls, context.config(Config.class).token()));
        write("token", "2");
        assertEquals("2", pull());
        assertEquals(2, calls.get());
        assertEquals(2, made.size());
    }

    @Test
    void aSecretThatIsRefusedAndStillTheSameMakesNoSecondCall() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        serve(context -> accepting("2", calls, context.secret("token").reveal()));
        ConnectorException failure = assertThrows(ConnectorException.class, this::pull);
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
        assertEquals(1, calls.get());
    }

    @Test
    void aNewSecretThatIsRefusedTooEndsTheCall() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        serve(context -> accepting("3", calls, context.secret("token").reveal()));
        write("token", "2");
        assertThrows(ConnectorException.class, this::pull);
        assertEquals(2, calls.get());
    }

    @Test
    void allCallsThatAreRefusedTogetherSucceedWithTheNewSecret() throws Exception {
        int callers = 8;
        CountDownLatch together = new CountDownLatch(callers);
        AtomicInteger calls = new AtomicInteger();
        serve(context -> {
            String token = context.secret("token").reveal();
            if (token.equals("1")) {
                together.countDown();
                await(together);
            }
            return accepting("2", calls, token);
        });
        write("token", "2");
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            answers.add(threads.submit(this::pull));
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
        write("token", "1");
        registry.install("erp", "1.0.0", context -> {
            TestConnector one = new TestConnector(context, diary);
            one.onConnect =
                    () -> accepting("2", calls, context.config(Config.class).token());
            made.add(one);
            return one;
        });
        registry.define("erp", "url", "u", "token", "$[secret:token]");
        write("token", "2");
        assertEquals(List.of(), registry.handle("erp").pull(ANY).records());
        assertEquals(List.of("create", "connect", "close", "create", "connect"), diary.entries());
    }

    @Test
    void aPushThatIsRefusedIsMadeOnceMoreToo() throws IOException {
        AtomicInteger pushes = new AtomicInteger();
        write("token", "1");
        registry.install(
                "erp",
                "1.0.0",
                context -> new Pusher(records -> {
                    accepting("2", pushes, context.secret("token").reveal());
                    return PushResult.accepted(records.size());
                }));
        registry.define("erp", "url", "u", "token", "$[secret:token]");
        write("token", "2");
        assertEquals(
                1,
                registry.handle("erp")
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
    void anObjectThatIsPrivateToAHandleIsReplacedToo() throws IOException {
        serve(context -> context.config(Config.class).token());
        Standing served = registry.standing("erp");
        PrivateInstance own = new PrivateInstance(
                InstanceId.parse("erp"),
                () -> new PrivateInstance.Ground(
                        served.definition(),
                        served.version(),
                        registry.check
                                .check(
                                        served.definition(),
                                        served.version().schema(),
                                        served.version().rules())
                                .settings()
                                .orElseThrow()),
                registry.background);
        ConnectorHandle handle = new LeasingHandle(
                InstanceId.parse("erp"), own::instance, registry.pipeline, CallOptions.none(), own::close);
        assertEquals("1", got(handle));
        rotate("2");
        assertEquals("2", got(handle));
        assertEquals("2", got(handle));
        assertEquals(2, made.size());
        handle.close();
        Awaitility.await()
                .until(() -> diary.entries().stream().filter("close"::equals).count() == 2);
    }

    @Test
    void aStoredSecretIsKeptBeforeItIsUsed() throws IOException {
        serve(context -> {
            context.store("token", Secret.of("rotated"));
            return context.secret("token").reveal();
        });
        assertEquals("rotated", pull());
        assertEquals("rotated", Files.readString(home.resolve("secrets/token")));
        settle();
        assertEquals(1, made.size());
        assertTrue(registry.standing("erp").slot().redacted("x rotated x").contains("[secret]"));
    }

    @Test
    void saysWhyASecretCannotBeStored() throws IOException {
        write("token", "1");
        install(context -> {
            context.store("token", Secret.of("rotated"));
            return "";
        });
        registry.define("erp", "url", "u", "token", "Bearer $[secret:token]");
        ConnectorException failure = assertThrows(ConnectorException.class, this::pull);
        assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
        assertEquals(
                "'erp': 'token' cannot be stored, because its value is not one reference; write token ="
                        + " $[keystore:NAME] in program",
                failure.getMessage());
    }

    @Test
    void aWriteWhoseOnlyRequestWasRefusedIsMadeOnceMore() throws IOException {
        Writer writer = serveWriter(1);
        write("token", "2");
        registry.handle("erp").push(List.of());
        assertEquals(2, writer.calls.get());
    }

    @Test
    void aWriteThatMayHaveBeenAppliedInPartIsNotRepeatedAndTheNextHasTheNewSecret() throws IOException {
        Writer writer = serveWriter(2);
        write("token", "2");
        ConnectorException failure = assertThrows(
                ConnectorException.class, () -> registry.handle("erp").push(List.of()));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
        assertEquals(1, writer.calls.get());
        registry.handle("erp").push(List.of());
        assertEquals(2, writer.calls.get());
    }

    @Test
    void aWriteThatAnnouncesNoRequestIsNotRepeated() throws IOException {
        Writer writer = serveWriter(0);
        write("token", "2");
        assertThrows(ConnectorException.class, () -> registry.handle("erp").invoke("pay", Map.of()));
        assertEquals(1, writer.calls.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void anOperationThatIsIdempotentIsRepeatedWhateverItHasDone(int requests) throws IOException {
        Writer writer = serveWriter(requests);
        write("token", "2");
        registry.handle("erp").invoke("set", Map.of());
        assertEquals(2, writer.calls.get());
    }

    @Test
    void aWriteThatCouldNotBeginIsMadeOnceMoreWhateverItAnnounces() throws IOException {
        Writer writer = new Writer(0);
        writer.connects = true;
        write("token", "1");
        registry.install("erp", "1.0.0", writer::of);
        registry.define("erp", "url", "u", "token", "$[secret:token]");
        write("token", "2");
        registry.handle("erp").push(List.of());
        assertEquals(3, writer.calls.get(), "two for connections, one for the push");
    }

    private Writer serveWriter(int requests) throws IOException {
        write("token", "1");
        Writer writer = new Writer(requests);
        registry.install("erp", "1.0.0", writer::of);
        registry.define("erp", "url", "u", "token", "$[secret:token]");
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
                accepting("2", calls, context.config(Config.class).token());
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

    /** An instance erp with a token, whose pull tells what a function makes of its context. */
    private void serve(Function<ConnectorContext, String> pull) throws IOException {
        serveEach(context -> request -> pull.apply(context));
    }

    private void serveEach(Function<ConnectorContext, Function<PullRequest, String>> connector) throws IOException {
        write("token", "1");
        installEach(connector);
        registry.define("erp", "url", "u", "token", "$[secret:token]");
    }

    private void install(Function<ConnectorContext, String> pull) {
        installEach(context -> request -> pull.apply(context));
    }

    private void installEach(Function<ConnectorContext, Function<PullRequest, String>> connector) {
        registry.install("erp", "1.0.0", context -> {
            Function<PullRequest, String> pull = connector.apply(context);
            TestConnector one = new TestConnector(context, diary);
            one.onPull = request -> Page.last(List.of(ConnectorRecord.builder("things")
                    .id("1")
                    .field("got", pull.apply(request))
                    .build()));
            made.add(one);
            return one;
        });
    }

    private String pull() {
        return got(registry.handle("erp"));
    }

    private static String got(ConnectorHandle handle) {
        return handle.pull(ANY).records().get(0).fields().get("got").toString();
    }

    private void rotate(String value) throws IOException {
        write("token", value);
        secrets.changed("secret", "token");
    }

    private void write(String name, String value) throws IOException {
        Files.writeString(home.resolve("secrets").resolve(name), value);
    }

    private void settle() {
        registry.queues.settle(Duration.ofSeconds(10));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
