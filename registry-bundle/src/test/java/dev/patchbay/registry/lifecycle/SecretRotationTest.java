package dev.patchbay.registry.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.call.LeasingHandle;
import dev.patchbay.spi.ConnectorContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** What instances do when a secret that they refer to becomes another one, with files as the place of secrets. */
class SecretRotationTest {
    @TempDir
    Path home;

    private RotatedErp erp;

    /** Its fields are the settings, filled at once. */
    public static final class Whole {
        public String url;
        public String token;
    }

    @BeforeEach
    void open() throws IOException {
        erp = new RotatedErp(home);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void whoAsksAtEachUseGetsTheNewValueFromTheSameObject() throws IOException {
        erp.serve(context -> context.secret("token").reveal());
        assertEquals("1", erp.pull());
        erp.rotate("2");
        assertEquals("2", erp.pull());
        erp.settle();
        assertEquals("2", erp.pull());
        assertEquals(List.of("create", "connect"), erp.diary.entries());
    }

    @Test
    void whoHasTakenItThroughItsConfigurationGetsAnotherObject() throws IOException {
        erp.serve(context -> context.config(RotatedErp.Config.class).token());
        assertEquals("1", erp.pull());
        erp.rotate("2");
        erp.settle();
        assertEquals("2", erp.pull());
        assertEquals(2, erp.made.size());
    }

    @Test
    void whoHasNotReadThePasswordOfItsConfigurationKeepsItsObject() throws IOException {
        erp.serve(context -> context.config(RotatedErp.Config.class).url());
        erp.pull();
        erp.rotate("2");
        erp.settle();
        erp.pull();
        assertEquals(1, erp.made.size());
    }

    @Test
    void aConfigurationThatIsFilledAtOnceHasReadEveryPassword() throws IOException {
        erp.serve(context -> context.config(Whole.class).token);
        assertEquals("1", erp.pull());
        erp.rotate("2");
        erp.settle();
        assertEquals("2", erp.pull());
        assertEquals(2, erp.made.size());
    }

    @Test
    void aPasswordReadLateFromAnEarlyConfigurationIsTheOneOfThatMoment() throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        Function<ConnectorContext, Function<PullRequest, String>> connector = context -> {
            RotatedErp.Config config = context.config(RotatedErp.Config.class);
            return request -> late.get() ? config.token() : config.url();
        };
        erp.serveEach(connector);
        erp.pull();
        erp.rotate("2");
        erp.settle();
        late.set(true);
        assertEquals("2", erp.pull());
        assertEquals(1, erp.made.size());
        erp.rotate("3");
        erp.settle();
        assertEquals("3", erp.pull());
        assertEquals(2, erp.made.size(), "by now it has been read");
    }

    @Test
    void aHealthThatWasFoundWithAnotherSecretIsAskedForAnew() throws IOException {
        AtomicInteger checks = new AtomicInteger();
        erp.serve(context -> context.secret("token").reveal());
        erp.pull();
        TestConnector object = erp.made.peek();
        object.onHealth = () -> {
            checks.incrementAndGet();
            return object.context().secret("token").reveal().equals("1") ? Health.up("in") : Health.down("refused");
        };
        assertEquals(Health.Status.UP, health(HealthOptions.cached().fresh()).status());

        erp.rotate("2");
        erp.settle();

        assertEquals(Health.Status.DOWN, health(HealthOptions.cached()).status());
        int asked = checks.get();
        assertEquals(Health.Status.DOWN, health(HealthOptions.cached()).status());
        assertEquals(asked, checks.get(), "once is enough");
    }

    @Test
    void touchesOnlyInstancesThatUseIt() throws IOException {
        erp.write("token", "1");
        erp.write("other", "1");
        erp.install(context -> context.secret("token").reveal());
        erp.registry.define("erp", "url", "u", "token", "$[secret:token]");
        erp.registry.define("erp~other", "url", "u", "token", "$[secret:other]");
        erp.registry.define("erp~none", "url", "u");
        Standing user = erp.registry.standing("erp");
        Standing other = erp.registry.standing("erp~other");
        Standing none = erp.registry.standing("erp~none");
        erp.rotate("2");
        erp.settle();
        assertNotSame(user, erp.registry.standing("erp"));
        assertSame(other, erp.registry.standing("erp~other"));
        assertSame(none, erp.registry.standing("erp~none"));
    }

    @Test
    void aFileThatWasTouchedAndNotChangedTouchesNobody() throws IOException {
        erp.serve(context -> context.secret("token").reveal());
        Standing before = erp.registry.standing("erp");
        erp.rotate("1");
        erp.settle();
        assertSame(before, erp.registry.standing("erp"));
    }

    @Test
    void noCallFailsWhileObjectsAreReplacedUnderThem() throws Exception {
        erp.serve(context -> context.config(RotatedErp.Config.class).token());
        AtomicBoolean end = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(callers.submit(() -> {
                int count = 0;
                for (; !end.get(); count++) {
                    erp.pull();
                }
                return count;
            }));
        }
        for (int rotation = 2; rotation < 30; rotation++) {
            erp.rotate(Integer.toString(rotation));
            erp.settle();
        }
        end.set(true);
        for (Future<Integer> each : calls) {
            assertTrue(each.get() > 0, "each caller has called, and none of its calls failed");
        }
        callers.shutdown();
        assertEquals("29", erp.pull());
        assertTrue(erp.made.size() > 2, erp.made.size() + " objects");
    }

    @Test
    void goesOnWithTheLastValueOfASecretThatHasGoneAndSaysSo() throws IOException {
        erp.serve(context -> context.secret("token").reveal());
        erp.pull();
        Files.delete(home.resolve("secrets/token"));
        erp.secrets.changed("secret", "token");
        erp.settle();
        assertEquals("1", erp.pull());
        Standing standing = erp.registry.standing("erp");
        assertEquals(InstanceState.ACTIVE, standing.visibleState());
        assertEquals(
                "serves the last good settings: 'token' refers to '$[secret:token]', which cannot be resolved any more:"
                        + " there is no file 'token' or '@shared/token' in secrets/; put one there",
                standing.reason());
        erp.registry.define("erp", "url", "other", "token", "$[secret:token]");
        assertEquals("1", erp.pull());
        assertEquals(2, erp.made.size(), "its other settings can be changed meanwhile");
        erp.rotate("2");
        erp.settle();
        assertEquals(List.of(), erp.registry.standing("erp").problems());
        assertEquals("2", erp.pull());
    }

    @Test
    void reachesAnObjectThatServesTheLastGoodSettings() throws IOException {
        erp.serve(context -> context.config(RotatedErp.Config.class).token());
        assertEquals("1", erp.pull());
        erp.registry.define("erp", "token", "$[secret:token]");
        assertEquals(1, erp.registry.standing("erp").problems().size(), "the url is missing");
        erp.rotate("2");
        erp.settle();
        assertEquals("2", erp.pull());
        assertEquals(1, erp.registry.standing("erp").problems().size());
        erp.rotate("3");
        erp.settle();
        assertEquals("3", erp.pull());
    }

    @Test
    void reachesTheLastGoodSettingsAlsoWhereTheNewOnesDoNotNameIt() throws IOException {
        erp.serve(context -> context.config(RotatedErp.Config.class).token());
        erp.pull();
        erp.registry.define("erp", "token", "");
        erp.rotate("2");
        erp.settle();
        assertEquals("2", erp.pull());
        erp.rotate("3");
        erp.settle();
        assertEquals("3", erp.pull());
    }

    @Test
    void becomesValidWhenTheSecretArrives() throws IOException {
        erp.install(context -> context.secret("token").reveal());
        erp.registry.define("erp", "url", "u", "token", "$[secret:token]");
        assertEquals(InstanceState.INVALID, erp.registry.standing("erp").state());
        erp.rotate("1");
        erp.settle();
        assertEquals("1", erp.pull());
    }

    @Test
    void anObjectThatIsPrivateToAHandleIsReplacedToo() throws IOException {
        erp.serve(context -> context.config(RotatedErp.Config.class).token());
        Standing served = erp.registry.standing("erp");
        PrivateInstance own = new PrivateInstance(
                InstanceId.parse("erp"),
                () -> new PrivateInstance.Ground(
                        served.definition(),
                        served.version(),
                        erp.registry
                                .check
                                .check(
                                        served.definition(),
                                        served.version().schema(),
                                        served.version().rules())
                                .settings()
                                .orElseThrow()),
                erp.registry.background);
        ConnectorHandle handle = new LeasingHandle(
                InstanceId.parse("erp"), own::instance, erp.registry.pipeline, CallOptions.none(), own::close);
        assertEquals("1", RotatedErp.got(handle));
        erp.rotate("2");
        assertEquals("2", RotatedErp.got(handle));
        assertEquals("2", RotatedErp.got(handle));
        assertEquals(2, erp.made.size());
        handle.close();
        Awaitility.await()
                .until(() ->
                        erp.diary.entries().stream().filter("close"::equals).count() == 2);
    }

    @Test
    void aStoredSecretIsKeptBeforeItIsUsed() throws IOException {
        erp.serve(context -> {
            context.store("token", Secret.of("rotated"));
            return context.secret("token").reveal();
        });
        assertEquals("rotated", erp.pull());
        assertEquals("rotated", Files.readString(home.resolve("secrets/token")));
        erp.settle();
        assertEquals(1, erp.made.size());
        assertTrue(erp.registry.standing("erp").slot().redacted("x rotated x").contains("[secret]"));
    }

    @Test
    void saysWhyASecretCannotBeStored() throws IOException {
        erp.write("token", "1");
        erp.install(context -> {
            context.store("token", Secret.of("rotated"));
            return "";
        });
        erp.registry.define("erp", "url", "u", "token", "Bearer $[secret:token]");
        ConnectorException failure = assertThrows(ConnectorException.class, erp::pull);
        assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
        assertEquals(
                "'erp': 'token' cannot be stored, because its value is not one reference; write token ="
                        + " $[keystore:NAME] in program",
                failure.getMessage());
    }

    private Health health(HealthOptions options) {
        return erp.registry.health.ask(erp.registry.instance("erp"), options).await();
    }
}
