package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.Verbs;
import dev.patchbay.itests.DryVerbs.Outcome;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.Health.Status;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.BundleContext;

/** Health is learned from real calls, told the same way everywhere, and decides where calls are routed to. */
public final class HealthIT {
    @ClassRule
    public static final RunningHome HOME = RunningHome.withScripted();

    @Test
    public void learnsThatAnInstanceIsDownAndThatItIsBack() throws IOException {
        tell("down", "ok");
        serve("down", "health=ok");
        assertEquals(Status.UP, health("down").status());
        pull("down", 1);

        tell("down", "dns");
        pull("down", 20);

        assertEquals(Status.DOWN, health("down").status());
        assertEquals(FailureCause.DNS, health("down").cause().orElseThrow());
        assertEquals(Status.DOWN, HOME.status("scripted~down").health().status());
        assertFalse(HOME.registry()
                .healthy(InstanceFilter.all().type("scripted"))
                .contains(InstanceId.parse("scripted~down")));
        Outcome shown = run("health", "scripted~down");
        assertEquals(1, shown.exitCode());
        assertTrue(shown.out(), shown.out().contains("DOWN    DNS"));
        assertTrue(shown.out(), shown.out().contains("20 of the last 21 calls failed (95 %), the last with"));
        assertTrue(
                run("health", "scripted~down", "--json").out().replace(" ", "").contains("\"cause\":\"DNS\""));
        assertTrue(run("why", "scripted~down").out().contains("the cause is DNS: the name of the external system"));

        tell("down", "ok");
        pull("down", 10);
        assertEquals(
                "it is back, and not trusted yet",
                Status.DEGRADED,
                health("down").status());

        pull("down", 128);
        assertEquals(Status.UP, health("down").status());
    }

    @Test
    public void callsAnInstanceThatFlapsDegraded() throws IOException {
        tell("flapping", "ok");
        serve("flapping", "health=ok");
        for (int i = 0; i < 10; i++) {
            tell("flapping", "ok");
            pull("flapping", 3);
            tell("flapping", "refused");
            pull("flapping", 1);
        }

        Health found = health("flapping");

        assertEquals(Status.DEGRADED, found.status());
        assertEquals(FailureCause.REFUSED, found.cause().orElseThrow());
        assertTrue(found.message(), found.message().startsWith("10 of the last 40 calls failed (25 %)"));
    }

    @Test
    public void callsAnInstanceThatIsSlowDegraded() throws IOException {
        tell("slow", "slow");
        serve("slow", "health=ok", "health.degraded.latency=10ms");
        pull("slow", 10);

        Health found = health("slow");

        assertEquals(Status.DEGRADED, found.status());
        assertEquals(FailureCause.TIMEOUT, found.cause().orElseThrow());
        assertTrue(found.message(), found.message().contains("health.degraded.latency=10 ms"));
    }

    @Test
    public void healsAFailedCheckByACall() throws IOException {
        tell("healed", "refused");
        serve("healed", "health=told");
        Health checked = health("healed");
        assertEquals(Status.DOWN, checked.status());
        assertEquals(FailureCause.REFUSED, checked.cause().orElseThrow());
        assertFalse(checked.isLearned());

        tell("healed", "ok");
        pull("healed", 1);

        assertEquals(Status.UP, health("healed").status());
    }

    @Test
    public void routesByWhatCallsHaveShownWithoutAsking() throws IOException {
        tell("first", "ok");
        tell("second", "ok");
        serve("first@routed", "health=ok", "priority=9");
        serve("second@routed", "health=ok");
        assertEquals("first", routed());
        tell("first", "refused");
        pull("first@routed", 20);
        assertEquals("second", routed());

        tell("first", "ok");
        pull("first@routed", 10);

        assertEquals("first", routed());
    }

    @Test
    public void tellsOtherTenantsHowASharedInstanceIsAndNotWhatHappenedInCalls() throws IOException {
        tell("common", "ok");
        serve("common", "health=ok", "shared=true");
        health("common");
        tell("common", "refused");
        pull("common", 20);
        assertTrue(health("common").message().contains("nobody listens at"));

        Health told = HOME.registry().forTenant("acme").health(InstanceId.parse("scripted~common"));

        assertEquals(Status.DOWN, told.status());
        assertEquals(FailureCause.REFUSED, told.cause().orElseThrow());
        assertFalse(told.message(), told.message().contains("calls failed"));
        assertFalse(told.message(), told.message().contains("nobody listens at"));
    }

    @Test
    public void checksUnaskedAndFollowsTheInterval() throws IOException {
        Path trace = HOME.aside("trace-of-watched");
        tell("watched", "ok");
        serve("watched", "health=told", "trace=" + trace, "health.interval=1s");
        HOME.await("scripted~watched", InstanceState.ACTIVE);
        RunningHome.eventually()
                .until(() -> HOME.status("scripted~watched").health().status() == Status.UP);

        tell("watched", "refused");
        RunningHome.eventually()
                .until(() -> HOME.status("scripted~watched").health().status() == Status.DOWN);
        assertEquals("of one object", List.of("made"), Files.readAllLines(trace));
        awaitLogged("'scripted~watched' is DOWN (REFUSED)");

        tell("watched", "ok");
        awaitLogged("'scripted~watched' is back");
    }

    private static void serve(String name, String... lines) {
        String gate = "gate=" + gate(name.replaceAll("@.*", ""));
        String[] all = Stream.concat(
                        Stream.of("url=http://" + name, "pull=told", gate, "retry.max.attempts=1"),
                        Stream.concat(Stream.of("breaker.failure.threshold=1000"), Stream.of(lines)))
                .toArray(String[]::new);
        HOME.cfg("connector.scripted~" + name + ".cfg", all);
        HOME.await("scripted~" + name, InstanceState.READY, InstanceState.ACTIVE);
    }

    private static Path gate(String name) {
        return HOME.aside("gate-of-" + name);
    }

    private static void tell(String name, String step) throws IOException {
        Path fresh = HOME.aside("next-of-" + name);
        Files.writeString(fresh, step);
        Files.move(fresh, gate(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void pull(String name, int times) {
        for (int i = 0; i < times; i++) {
            try {
                HOME.registry().get("scripted~" + name).pull(PullRequest.of("numbers"));
            } catch (ConnectorException expected) {
                // It is counted.
            }
        }
    }

    private static Health health(String name) {
        return HOME.registry().health(InstanceId.parse("scripted~" + name));
    }

    private static void awaitLogged(String words) {
        RunningHome.eventually().until(() -> !HOME.log().with(words).isEmpty());
    }

    private static Outcome run(String... words) {
        BundleContext context = HOME.context();
        return DryVerbs.run(context.getService(context.getServiceReference(Verbs.class)), HOME.path(), words);
    }

    private static String routed() {
        return HOME.registry().route("scripted", "routed").id().name();
    }
}
