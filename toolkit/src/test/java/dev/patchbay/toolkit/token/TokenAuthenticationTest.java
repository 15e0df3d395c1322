package dev.patchbay.toolkit.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Server;
import dev.patchbay.toolkit.http.TestCall;
import dev.patchbay.toolkit.http.TestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenAuthenticationTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void asksOnceForAllAndAgainShortlyBeforeTheEnd() {
        TokenAuthentication tokens = TokenAuthentication.of(call -> next().lasting(HOUR), now::get);

        assertEquals("token-1", token(tokens));
        pass(Duration.ofMinutes(54));
        assertEquals("token-1", token(tokens));
        pass(Duration.ofMinutes(1));
        assertEquals("token-2", token(tokens));
        pass(HOUR);
        assertEquals("token-3", token(tokens));
    }

    @Test
    void keepsATokenWithoutAnEnd() {
        TokenAuthentication tokens = TokenAuthentication.of(call -> next(), now::get);

        token(tokens);
        pass(Duration.ofDays(4_000));

        assertEquals("token-1", token(tokens));
    }

    @Test
    void letsOneCallerAskWhileAllOthersWait() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        TokenAuthentication tokens = TokenAuthentication.of(
                call -> {
                    await(answer);
                    return next();
                },
                now::get);
        List<Future<String>> callers = start(16, () -> token(tokens));
        answer.countDown();

        for (Future<String> each : callers) {
            assertEquals("token-1", each.get(20, TimeUnit.SECONDS));
        }
        assertEquals(1, asked.get());
    }

    @Test
    void goesOnWithTheOldTokenWhileAnotherCallerRenewsItEarly() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        TokenAuthentication tokens = TokenAuthentication.of(
                call -> {
                    if (asked.get() > 0) {
                        begun.countDown();
                        await(answer);
                    }
                    return next().lasting(HOUR);
                },
                now::get);
        token(tokens);
        pass(Duration.ofMinutes(56));
        Future<String> renewing = threads.submit(() -> token(tokens));
        await(begun);

        assertEquals("token-1", token(tokens));
        answer.countDown();
        assertEquals("token-2", renewing.get(20, TimeUnit.SECONDS));
    }

    @Test
    void goesOnWithTheOldTokenWhenAnEarlyRenewalFails() {
        TokenAuthentication tokens = TokenAuthentication.of(
                call -> {
                    if (asked.get() > 0) {
                        asked.incrementAndGet();
                        throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "down");
                    }
                    return next().lasting(HOUR);
                },
                now::get);
        token(tokens);
        pass(Duration.ofMinutes(56));

        assertEquals("token-1", token(tokens));
        assertEquals("token-1", token(tokens));
        assertEquals(2, asked.get(), "asks again and again");
        pass(Duration.ofSeconds(11));
        assertEquals("token-1", token(tokens));
        assertEquals(3, asked.get());
        pass(Duration.ofMinutes(4));
        assertThrows(ConnectorException.class, () -> token(tokens));
    }

    @Test
    void tellsAllWaitersThatTheCredentialsAreWrong() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        TokenAuthentication tokens = TokenAuthentication.of(
                call -> {
                    asked.incrementAndGet();
                    await(answer);
                    throw new ConnectorException(ErrorCode.AUTHENTICATION_FAILED, "wrong");
                },
                now::get);
        CountDownLatch waiting = new CountDownLatch(1);
        Future<ErrorCode> first = threads.submit(() -> failure(tokens, TestCall.start()));
        Future<ErrorCode> second = threads.submit(() -> {
            waiting.countDown();
            return failure(tokens, TestCall.start());
        });
        await(waiting);
        answer.countDown();

        assertEquals(ErrorCode.AUTHENTICATION_FAILED, first.get(20, TimeUnit.SECONDS));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, second.get(20, TimeUnit.SECONDS));
        assertTrue(asked.get() <= 2);
    }

    @Test
    void waitsForAnotherCallerNoLongerThanItsOwnDeadline() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        TokenAuthentication tokens = TokenAuthentication.of(
                call -> {
                    begun.countDown();
                    await(answer);
                    return next();
                },
                now::get);
        Future<String> asking = threads.submit(() -> token(tokens));
        await(begun);

        assertEquals(ErrorCode.TIMED_OUT, failure(tokens, TestCall.of(Duration.ofMillis(100))));
        answer.countDown();
        assertEquals("token-1", asking.get(20, TimeUnit.SECONDS));
    }

    @Test
    void asksItselfWhenTheOtherCallerRanOutOfTime() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch giveUp = new CountDownLatch(1);
        TokenAuthentication tokens = TokenAuthentication.of(
                call -> {
                    if (asked.incrementAndGet() == 1) {
                        begun.countDown();
                        await(giveUp);
                        throw new ConnectorException(ErrorCode.TIMED_OUT, "the caller's time is over");
                    }
                    return AccessToken.of(Secret.of("mine"));
                },
                now::get);
        Future<ErrorCode> first = threads.submit(() -> failure(tokens, TestCall.start()));
        await(begun);
        Future<String> second = threads.submit(() -> token(tokens));
        giveUp.countDown();

        assertEquals(ErrorCode.TIMED_OUT, first.get(20, TimeUnit.SECONDS));
        assertEquals("mine", second.get(20, TimeUnit.SECONDS));
    }

    @Test
    void renewsARefusedTokenOnceAndRepeatsTheRequest() {
        try (Server server = Server.start((request, reply) -> {
                    boolean good = "Bearer token-2".equals(request.header("Authorization"));
                    reply.json(good ? 200 : 401, "{\"body\":\"" + request.body() + "\"}");
                });
                HttpService service = service(server, TokenAuthentication.of(call -> next()))) {
            TestCall call = TestCall.start();

            assertEquals(
                    "x",
                    service.post("/x")
                            .body(new byte[] {'x'}, "text/plain")
                            .send(call)
                            .object()
                            .get("body"));
            assertEquals(List.of("POST /x", "POST /x"), call.requests());
        }
    }

    @Test
    void stopsWhenARenewedTokenIsRefusedToo() {
        try (Server server = Server.start((request, reply) -> reply.json(401, "{}"));
                HttpService service = service(server, TokenAuthentication.of(call -> next()))) {
            ConnectorException failure = assertThrows(
                    ConnectorException.class, () -> service.get("/x").send(TestCall.start()));

            assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
            assertEquals(2, server.seen().size());
        }
    }

    @Test
    void renewsOnceForManyWhoseTokenIsRefusedTogether() throws Exception {
        CountDownLatch all = new CountDownLatch(8);
        try (Server server = Server.start((request, reply) -> {
                    if ("Bearer token-1".equals(request.header("Authorization"))) {
                        all.countDown();
                        await(all);
                        reply.json(401, "{}");
                    } else {
                        reply.json(200, "{}");
                    }
                });
                HttpService service = service(server, TokenAuthentication.of(call -> next()))) {
            for (Future<Integer> each :
                    start(8, () -> service.get("/x").send(TestCall.start()).status())) {
                assertEquals(200, each.get(20, TimeUnit.SECONDS));
            }
            assertEquals(2, asked.get());
        }
    }

    private static HttpService service(Server server, TokenAuthentication tokens) {
        return HttpService.builder(TestContext.empty(), server.url())
                .authentication(tokens)
                .build();
    }

    private <T> List<Future<T>> start(int count, Callable<T> work) {
        List<Future<T>> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(threads.submit(work));
        }
        return started;
    }

    private AccessToken next() {
        return AccessToken.of(Secret.of("token-" + asked.incrementAndGet()));
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static String token(TokenAuthentication tokens) {
        return tokens.token(TestCall.start()).value().reveal();
    }

    private static ErrorCode failure(TokenAuthentication tokens, TestCall call) {
        return assertThrows(ConnectorException.class, () -> tokens.token(call)).code();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
