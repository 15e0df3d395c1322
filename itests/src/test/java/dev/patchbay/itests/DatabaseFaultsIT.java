package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.ACTIVE;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.contract.FaultyNetwork;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.DeploymentState;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** A database goes and comes: calls fail with a sentence meanwhile, and succeed again without anybody doing anything. */
public final class DatabaseFaultsIT {
    private static final RunningHome HOME = RunningHome.withScripted();
    private static final int ROWS = 50;
    private static EmbeddedPostgres server;

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(HOME).around(new Callers(HOME));

    private FaultyNetwork network;

    @BeforeClass
    public static void fillADatabaseAndInstallTheConnector() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        try (Connection owner = server.getPostgresDatabase().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, customer TEXT NOT NULL)");
            statement.execute("INSERT INTO orders SELECT n, 'customer ' || n FROM generate_series(1, " + ROWS + ") n");
        }
        HOME.deploy(Bundles.named("postgresql"));
        RunningHome.eventually()
                .until(() -> HOME.registry().deployments().stream()
                        .anyMatch(
                                each -> each.name().contains("postgresql") && each.state() == DeploymentState.LIBRARY));
        HOME.deploy(Bundles.named("jdbc"));
        HOME.awaitType("jdbc");
    }

    @AfterClass
    public static void stopTheDatabase() throws IOException {
        server.close();
    }

    @Before
    public void layTheLine() {
        network = new FaultyNetwork(server.getPort());
    }

    @After
    public void cutTheLine() throws IOException {
        network.close();
    }

    @Test
    public void servesWhenADatabaseComesUpThatWasDownAtTheStart() throws IOException {
        ConnectorHandle handle = orders("down");
        ConnectorException refused = assertThrows(ConnectorException.class, () -> page(handle));
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, refused.code());
        HOME.awaitTold("jdbc~down", ACTIVE, "cannot be reached");
        Health down = HOME.registry().health(InstanceId.parse("jdbc~down"));
        assertEquals(Health.Status.DOWN, down.status());

        network.up();
        assertEquals(10, page(handle));
        assertEquals(ROWS, handle.pullAll(PullRequest.of("orders")).count());
        assertTrue(HOME.status("jdbc~down").reason().startsWith("serves calls"));
    }

    @Test
    public void servesAgainAfterConnectionsWereCutInTheMiddleOfAPage() throws IOException {
        network.up();
        ConnectorHandle handle = orders("cut");
        assertEquals(10, page(handle));
        network.cutAfter("ORDER BY");
        ConnectorException cut = assertThrows(ConnectorException.class, () -> page(handle));
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, cut.code());
        HOME.awaitTold("jdbc~cut", ACTIVE, cut.getMessage());
        assertEquals(10, page(handle));
    }

    @Test
    public void losesAndRepeatsNothingOfAPullWhoseConnectionsAreCutBetweenPages() throws IOException {
        network.up();
        ConnectorHandle handle = orders("between");
        List<Object> ids = new ArrayList<>();
        PullRequest next = PullRequest.builder("orders").pageSize(10).build();
        for (Optional<PullRequest> wanted = Optional.of(next); wanted.isPresent(); ) {
            Page page = repeated(handle, wanted.get());
            page.records().forEach(each -> ids.add(each.fields().get("id")));
            wanted = page.more() ? page.cursor().map(next::from) : Optional.empty();
            network.cut();
        }
        assertEquals(IntStream.rangeClosed(1, ROWS).boxed().toList(), ids);
    }

    @Test
    public void failsCallsWithSentencesOnlyWhileTheDatabaseIsAway() throws IOException {
        network.up();
        ConnectorHandle handle = orders("busy");
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger good = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(Callers.THREADS);
        List<CompletableFuture<Void>> callers = IntStream.range(0, Callers.THREADS)
                .mapToObj(i -> CompletableFuture.runAsync(() -> call(handle, ended, good, failed, unexpected), threads))
                .toList();
        try {
            awaitMore(good, unexpected);
            for (int i = 0; i < 3; i++) {
                network.down();
                awaitMore(failed, unexpected);
                network.up();
                awaitMore(good, unexpected);
            }
        } finally {
            ended.set(true);
            callers.forEach(CompletableFuture::join);
            threads.shutdown();
        }
        assertEquals(List.of(), List.copyOf(unexpected));
        assertEquals(10, page(handle));
        assertEquals(ACTIVE, HOME.status("jdbc~busy").state());
    }

    @Test
    public void waitsForADriverAndServesWhenItIsDropped() throws IOException {
        network.up();
        Path driver = HOME.deployed("postgresql.jar");
        ConnectorHandle handle = orders("driver");
        assertEquals(10, page(handle));
        HOME.delete(driver);
        try {
            RunningHome.eventually().until(() -> !isDriverInstalled());
            network.cut();
            RunningHome.eventually()
                    .untilAsserted(() -> assertEquals(
                            ErrorCode.INVALID_CONFIG,
                            assertThrows(ConnectorException.class, () -> page(handle))
                                    .code()));
            HOME.awaitTold("jdbc~driver", ACTIVE, "no database driver for 'jdbc:postgresql:' is installed", "deploy/");
        } finally {
            HOME.deploy(Bundles.named("postgresql"));
        }
        RunningHome.eventually().ignoreExceptions().untilAsserted(() -> assertEquals(10, page(handle)));
    }

    private static boolean isDriverInstalled() {
        return Stream.of(HOME.context().getBundles())
                .anyMatch(each -> "org.postgresql.jdbc".equals(each.getSymbolicName()));
    }

    private static void call(
            ConnectorHandle handle,
            AtomicBoolean ended,
            AtomicInteger good,
            AtomicInteger failed,
            Queue<Throwable> unexpected) {
        while (!ended.get()) {
            try {
                assertEquals(10, page(handle));
                good.incrementAndGet();
            } catch (ConnectorException told) {
                failed.incrementAndGet();
                if (told.code() != ErrorCode.REMOTE_UNAVAILABLE) {
                    unexpected.add(told);
                }
            } catch (RuntimeException | Error other) {
                unexpected.add(other);
            }
        }
    }

    private static void awaitMore(AtomicInteger count, Queue<Throwable> unexpected) {
        int goal = count.get() + 2 * Callers.THREADS;
        RunningHome.eventually().until(() -> count.get() >= goal || !unexpected.isEmpty());
        assertEquals(List.of(), List.copyOf(unexpected));
    }

    /** A call that fails with a code that says so may be made again, from the same cursor. */
    private static Page repeated(ConnectorHandle handle, PullRequest request) {
        AtomicReference<Page> page = new AtomicReference<>();
        RunningHome.eventually().until(() -> {
            try {
                page.set(handle.pull(request));
                return true;
            } catch (ConnectorException failed) {
                assertTrue(failed.getMessage(), failed.code().retryable());
                return false;
            }
        });
        return page.get();
    }

    @Test
    public void aCallerNoticesNothingOfConnectionsThatAreCutInTheMiddleOfAPage() throws IOException {
        network.up();
        ConnectorHandle handle = orders("again", "retry.max.attempts=3");
        assertEquals(10, page(handle));
        network.cutAfter("ORDER BY");
        assertEquals(10, page(handle));
    }

    /** What a single attempt meets, without a circuit breaker that stays open for long. */
    private ConnectorHandle orders(String name) {
        return orders(name, "retry.max.attempts=1");
    }

    private ConnectorHandle orders(String name, String retry) {
        HOME.cfg(
                "connector.jdbc~" + name + ".cfg",
                "url=jdbc:postgresql://localhost:" + network.port() + "/postgres",
                "user=postgres",
                "timeout=10s",
                "breaker.open.duration=100ms",
                retry);
        HOME.await("jdbc~" + name, READY);
        return HOME.handle("jdbc~" + name);
    }

    private static int page(ConnectorHandle handle) {
        return handle.pull(PullRequest.builder("orders").pageSize(10).build())
                .records()
                .size();
    }
}
