package dev.patchbay.connector.jdbc;

import static dev.patchbay.connector.jdbc.Lab.call;
import static dev.patchbay.connector.jdbc.Lab.context;
import static dev.patchbay.connector.jdbc.Lab.pull;
import static dev.patchbay.connector.jdbc.Lab.pullAll;
import static dev.patchbay.connector.jdbc.Lab.record;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractContext;
import dev.patchbay.contract.FaultyNetwork;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class FaultTest {
    private static final String SLOW_IN_H2 =
            "SELECT COUNT(*) AS n FROM SYSTEM_RANGE(1, 1000000) a, SYSTEM_RANGE(1, 1000000) b";

    @Test
    void healsWhenADatabaseThatWasDownComesUp() throws Exception {
        try (Lab lab = rows();
                FaultyNetwork network = new FaultyNetwork(PostgresServer.port())) {
            JdbcConnector connector = lab.connector("url", lab.url(network.port()));

            ConnectorException failure = assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThrows(ConnectorException.class, () -> connector.pull(pull("t", 5), call())));
            assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code());
            assertTrue(failure.getMessage().contains("cannot be reached"), failure.getMessage());
            assertTrue(connector.health(call()).message().contains("cannot be reached"));

            network.up();

            assertEquals(20, pullAll(connector, pull("t", 5)).size());
            assertEquals(Health.Status.UP, connector.health(call()).status());
        }
    }

    @Test
    void losesAndRepeatsNothingWhenConnectionsAreCutBetweenPages() throws Exception {
        try (Lab lab = rows();
                FaultyNetwork network = new FaultyNetwork(PostgresServer.port())) {
            network.up();
            JdbcConnector connector = lab.connector("url", lab.url(network.port()));
            Page first = connector.pull(pull("t", 8), call());
            network.cut();
            PullRequest rest = pull("t", 50).from(first.cursor().orElseThrow());

            Page second = again(() -> connector.pull(rest, call()));

            assertEquals(12, second.records().size());
            assertEquals("9", second.records().get(0).id().orElseThrow());
        }
    }

    @Test
    void tellsThatAConnectionWasCutInTheMiddleOfAPageAndHeals() throws Exception {
        try (Lab lab = rows();
                FaultyNetwork network = new FaultyNetwork(PostgresServer.port())) {
            network.up();
            JdbcConnector connector = lab.connector("url", lab.url(network.port()));
            connector.health(call());
            network.cutAfter("ORDER BY");

            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> connector.pull(pull("t", 8), call()));

            assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code());
            assertEquals(8, connector.pull(pull("t", 8), call()).records().size());
        }
    }

    @Test
    void tellsThatTheOutcomeIsUnknownWhenTheAnswerToACommitIsLost() throws Exception {
        try (Lab lab = rows();
                FaultyNetwork network = new FaultyNetwork(PostgresServer.port())) {
            network.up();
            JdbcConnector connector = lab.connector("url", lab.url(network.port()));
            connector.health(call());
            network.cutAfter("COMMIT");

            ConnectorException failure = assertThrows(
                    ConnectorException.class, () -> connector.push(List.of(record("t", "id", 100)), call()));

            assertEquals(ErrorCode.OUTCOME_UNKNOWN, failure.code());
        }
    }

    @Test
    void appliesNothingWhenTheConnectionIsLostBeforeTheCommit() throws Exception {
        try (Lab lab = rows();
                FaultyNetwork network = new FaultyNetwork(PostgresServer.port())) {
            network.up();
            JdbcConnector connector = lab.connector("url", lab.url(network.port()));
            connector.push(List.of(record("t", "id", 100)), call());
            network.cutAfter("INSERT INTO");

            ConnectorException failure = assertThrows(
                    ConnectorException.class, () -> connector.push(List.of(record("t", "id", 101)), call()));

            assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code());
            assertTrue(failure.isUnapplied(), "may be repeated");
            assertEquals("21", lab.ask("SELECT COUNT(*) FROM t"));
        }
    }

    @Test
    void returnsByTheDeadlineWhenNothingComesBack() throws Exception {
        try (Lab lab = rows();
                FaultyNetwork network = new FaultyNetwork(PostgresServer.port())) {
            network.up();
            JdbcConnector connector = lab.connector("url", lab.url(network.port()), "pool.size", 1);
            connector.pull(pull("t", 8), call());
            network.fallSilent();

            ConnectorException failure = assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThrows(
                            ConnectorException.class,
                            () -> connector.pull(pull("t", 8), call(Duration.ofMillis(500)))));
            assertEquals(ErrorCode.TIMED_OUT, failure.code());
            ConnectorException waiting = assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThrows(
                            ConnectorException.class,
                            () -> connector.pull(pull("t", 8), call(Duration.ofMillis(500)))));
            assertEquals(ErrorCode.TIMED_OUT, waiting.code());
            assertTimeoutPreemptively(Duration.ofSeconds(20), connector::close);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsASlowStatementAtTheDeadline(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            JdbcConnector connector = lab.connector("pool.size", 1);
            Map<String, Object> slow = Map.of("sql", slow(kind));

            ConnectorException failure = assertThrows(
                    ConnectorException.class, () -> connector.invoke("query", slow, call(Duration.ofMillis(300))));

            assertEquals(ErrorCode.TIMED_OUT, failure.code());
            // The one connection comes back: the statement was cancelled, not only forgotten.
            assertEquals(
                    Health.Status.UP,
                    connector.health(call(Duration.ofSeconds(10))).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsAnInterruptedCallerGo(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            JdbcConnector connector = lab.connector("pool.size", 1);
            CompletableFuture<ErrorCode> code = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    connector.invoke("query", Map.of("sql", slow(kind)), call());
                } catch (ConnectorException e) {
                    flag.complete(Thread.currentThread().isInterrupted());
                    code.complete(e.code());
                }
            });
            caller.start();
            await().until(() -> isRunning(lab));

            caller.interrupt();

            assertEquals(ErrorCode.TIMED_OUT, code.get(5, TimeUnit.SECONDS));
            assertTrue(flag.get(), "the interruption was swallowed");
            assertEquals(Health.Status.UP, connector.health(call()).status());
        }
    }

    @Test
    void letsACallerGoWhoIsInterruptedWhileHeWaitsForAConnection() throws Exception {
        try (Lab lab = Lab.on(Lab.Kind.H2)) {
            JdbcConnector connector = lab.connector("pool.size", 1);
            ExecutorService callers = Executors.newFixedThreadPool(2);
            Future<?> busy = callers.submit(() -> connector.invoke("query", Map.of("sql", SLOW_IN_H2), call()));
            await().until(() -> isRunning(lab));
            CompletableFuture<Thread> waiting = new CompletableFuture<>();
            Future<?> second = callers.submit(() -> {
                waiting.complete(Thread.currentThread());
                return connector.health(call());
            });

            waiting.get().interrupt();

            assertFalse(((Health) second.get(5, TimeUnit.SECONDS)).usable());
            connector.close();
            assertThrows(ExecutionException.class, () -> busy.get(10, TimeUnit.SECONDS));
            callers.shutdownNow();
        }
    }

    @Test
    void saysThatAllConnectionsAreInUse() throws Exception {
        try (Lab lab = Lab.on(Lab.Kind.H2)) {
            JdbcConnector connector = lab.connector("pool.size", 1);
            ExecutorService callers = Executors.newFixedThreadPool(1);
            callers.submit(() -> connector.invoke("query", Map.of("sql", SLOW_IN_H2), call()));
            await().until(() -> isRunning(lab));

            Health health = connector.health(call(Duration.ofMillis(300)));

            assertTrue(health.message().contains("'pool.size'"), health.message());
            connector.close();
            callers.shutdownNow();
        }
    }

    @Test
    void opensNoMoreConnectionsThanItMay() throws Exception {
        try (Lab lab = rows();
                FaultyNetwork network = new FaultyNetwork(PostgresServer.port())) {
            network.up();
            JdbcConnector connector = lab.connector("url", lab.url(network.port()), "pool.size", 3);
            ExecutorService callers = Executors.newFixedThreadPool(20);
            CountDownLatch start = new CountDownLatch(1);

            List<Future<Integer>> results = IntStream.range(0, 100)
                    .mapToObj(i -> callers.submit(() -> {
                        start.await();
                        return pullAll(connector, pull("t", 3)).size();
                    }))
                    .toList();
            start.countDown();

            for (Future<Integer> each : results) {
                assertEquals(20, each.get(30, TimeUnit.SECONDS));
            }
            assertTrue(network.accepted() <= 3, () -> network.accepted() + " connections");
            callers.shutdownNow();
        }
    }

    @Test
    void servesTwentyThreadsThroughOutagesOfTheDatabase() throws Exception {
        try (Lab lab = rows();
                FaultyNetwork network = new FaultyNetwork(PostgresServer.port())) {
            network.up();
            JdbcConnector connector = lab.connector("url", lab.url(network.port()));
            ExecutorService callers = Executors.newFixedThreadPool(20);
            CountDownLatch end = new CountDownLatch(1);
            List<Future<Integer>> results = IntStream.range(0, 20)
                    .mapToObj(i -> callers.submit(() -> {
                        int served = 0;
                        while (end.getCount() > 0) {
                            try {
                                assertEquals(
                                        20, pullAll(connector, pull("t", 7)).size());
                                served++;
                            } catch (ConnectorException e) {
                                assertEquals(ErrorCode.REMOTE_UNAVAILABLE, e.code(), e.getMessage());
                            }
                        }
                        return served;
                    }))
                    .toList();
            for (int i = 0; i < 3; i++) {
                await().until(() -> connector.health(call()).usable());
                network.down();
                await().until(() -> !connector.health(call()).usable());
                network.up();
            }
            await().until(() -> connector.health(call()).usable());
            end.countDown();

            for (Future<Integer> each : results) {
                assertTrue(each.get(20, TimeUnit.SECONDS) > 0);
            }
            callers.shutdownNow();
        }
    }

    @Test
    void usesARotatedPasswordForNewConnections() throws Exception {
        try (Lab lab = rows();
                FaultyNetwork network = new FaultyNetwork(PostgresServer.port())) {
            network.up();
            ContractContext context =
                    context(lab.settings("url", lab.url(network.port()), "password", "not-yet-the-right-one"));
            JdbcConnector connector = lab.connector(context);
            assertFalse(connector.health(call()).usable());

            context.rotate("password", PostgresServer.PASSWORD);

            assertTrue(connector.health(call()).usable());
        }
    }

    @Test
    void triesARefusedPasswordOnceAndNotAgainAndAgain() throws Exception {
        try (Lab lab = rows();
                FaultyNetwork network = new FaultyNetwork(PostgresServer.port())) {
            network.up();
            JdbcConnector connector = lab.connector("url", lab.url(network.port()), "password", "wrong-password-4711");

            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> connector.pull(pull("t", 5), call()));

            assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
            assertEquals(1, network.accepted());
            assertFalse(failure.getMessage().contains("4711"), failure.getMessage());
        }
    }

    @Test
    void releasesTheFileOfAnEmbeddedDatabase(@TempDir Path folder) throws Exception {
        try (Lab lab = Lab.on(Lab.Kind.H2)) {
            JdbcConnector connector = lab.connector("url", "jdbc:h2:" + folder.resolve("data"));
            ExecutorService callers = Executors.newFixedThreadPool(1);
            connector.health(call());
            Future<?> busy = callers.submit(() -> connector.invoke("query", Map.of("sql", SLOW_IN_H2), call()));

            connector.close();

            assertThrows(ExecutionException.class, () -> busy.get(10, TimeUnit.SECONDS));
            try (FileChannel file = FileChannel.open(folder.resolve("data.mv.db"), StandardOpenOption.WRITE);
                    FileLock lock = file.tryLock()) {
                assertTrue(lock.isValid());
            }
            callers.shutdownNow();
        }
    }

    @Test
    void keepsAnEmbeddedDatabaseOpenWhenCallersAreInterrupted(@TempDir Path folder) throws Exception {
        try (Lab lab = Lab.on(Lab.Kind.H2)) {
            JdbcConnector connector = lab.connector("url", "jdbc:h2:" + folder.resolve("data"));
            connector.invoke("query", Map.of("sql", "SELECT 1"), call());

            for (int i = 0; i < 50; i++) {
                Thread.currentThread().interrupt();
                try {
                    connector.invoke("query", Map.of("sql", "SELECT COUNT(*) FROM information_schema.tables"), call());
                } catch (ConnectorException e) {
                    assertEquals(ErrorCode.TIMED_OUT, e.code(), e.getMessage());
                }
                assertTrue(Thread.interrupted(), "the interruption was swallowed");
            }

            assertEquals(
                    1,
                    ((List<?>) connector
                                    .invoke("query", Map.of("sql", "SELECT 1"), call())
                                    .get("rows"))
                            .size());
        }
    }

    private static Lab rows() {
        Lab lab = Lab.on(Lab.Kind.POSTGRESQL).sql("CREATE TABLE t (id INT PRIMARY KEY)");
        return lab.sql("INSERT INTO t SELECT generate_series(1, 20)");
    }

    private static String slow(Lab.Kind kind) {
        return kind == Lab.Kind.H2 ? SLOW_IN_H2 : "SELECT pg_sleep(30)";
    }

    private static boolean isRunning(Lab lab) {
        return Integer.parseInt(lab.ask(
                        lab.kind() == Lab.Kind.H2
                                ? "SELECT COUNT(*) FROM information_schema.sessions"
                                        + " WHERE executing_statement LIKE '%1000000%' AND session_id <> SESSION_ID()"
                                : "SELECT COUNT(*) FROM pg_stat_activity"
                                        + " WHERE query = 'SELECT pg_sleep(30)' AND state = 'active'"))
                > 0;
    }

    /** As the runtime does it: what may be repeated is repeated. */
    private static <T> T again(java.util.function.Supplier<T> call) {
        for (int i = 0; i < 2; i++) {
            try {
                return call.get();
            } catch (ConnectorException e) {
                assertTrue(e.code().retryable(), e.getMessage());
            }
        }
        return call.get();
    }
}
