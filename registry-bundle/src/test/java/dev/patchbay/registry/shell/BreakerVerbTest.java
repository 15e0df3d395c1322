package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.shell.Shell.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BreakerVerbTest {
    private static final InstanceId DEMO = InstanceId.parse("jdbc~demo");

    private final MemoryRegistry registry = House.furnished();
    private final Shell shell = new Shell(registry);

    @Test
    void showsHowItStands() {
        assertEquals(
                "the circuit breaker of jdbc~demo is CLOSED (opens after 5)\n",
                shell.run("breaker", "jdbc~demo").out());
        open();
        assertEquals(
                "the circuit breaker of jdbc~demo is OPEN for another 42 s, 5 failures in a row (opens after 5)\n",
                shell.run("breaker", "jdbc~demo").out());
    }

    @Test
    void passesOrdersOn() {
        assertEquals(
                "the circuit breaker of jdbc~demo is FORCED_OPEN (opens after 5)\n",
                shell.run("breaker", "jdbc~demo", "open").out());
        assertTrue(shell.run("breaker", "jdbc~demo", "close").out().contains("is FORCED_CLOSED"));
        assertTrue(shell.run("breaker", "jdbc~demo", "reset").out().contains("is CLOSED"));
    }

    @Test
    void refusesWhatIsNoOrder() {
        Outcome outcome = shell.run("breaker", "jdbc~demo", "half");
        assertEquals(2, outcome.exitCode());
        assertEquals("'half' is no order for a circuit breaker; write reset, open or close\n", outcome.err());
    }

    @Test
    void speaksJson() {
        open();
        JsonNode facts = shell.run("breaker", "jdbc~demo", "--json").json();
        assertEquals("jdbc~demo", facts.get("id").asString());
        assertEquals("OPEN", facts.get("breaker").asString());
        assertEquals(41_500, facts.get("openForMillis").asInt());
        assertEquals(60, facts.get("ratePerMinute").asInt());
        assertEquals(7_000, facts.get("pausedForMillis").asInt());
        assertEquals(2, facts.get("concurrentCalls").asInt());
    }

    @Test
    void infoShowsTheLimitsToo() {
        open();
        String info = shell.run("info", "jdbc~demo").out();
        assertTrue(info.contains("OPEN for another 42 s, 5 failures in a row"), info);
        assertTrue(info.contains("2 of 64"), info);
        assertTrue(info.contains("60 a minute, 3 of them at once now"), info);
        assertTrue(info.contains("for another 7 s"), info);
        assertEquals(
                "OPEN",
                shell.run("info", "jdbc~demo", "--json")
                        .json()
                        .get("limits")
                        .get("breaker")
                        .asString());
    }

    @Test
    void showsTheTenantsThatShareIt() {
        share();
        assertEquals("""
                the circuit breaker of jdbc~demo is CLOSED (opens after 5)
                the circuit breaker of jdbc~demo for tenant acme is OPEN for another 42 s, 5 failures in a row (opens after 5)
                """, shell.run("breaker", "jdbc~demo").out());
        String info = shell.run("info", "jdbc~demo").out();
        assertTrue(
                info.contains("breaker OPEN for another 42 s, 5 failures in a row (opens after 5), calls now 2 of 64,"
                        + " requests 60 a minute, 3 at once now"),
                info);
        assertTrue(info.contains("tenant beta"), info);
        JsonNode limits = shell.run("info", "jdbc~demo", "--json").json().get("limits");
        assertEquals("CLOSED", limits.get("breaker").asString());
        assertEquals("acme", limits.get("tenants").get(0).get("tenant").asString());
        assertEquals("OPEN", limits.get("tenants").get(0).get("breaker").asString());
        assertEquals(2, limits.get("tenants").size());
    }

    @Test
    void showsAndOrdersThatOfOneTenant() {
        share();
        assertEquals(
                "the circuit breaker of jdbc~demo for tenant acme is OPEN for another 42 s, 5 failures in a row (opens"
                        + " after 5)\n",
                shell.run("breaker", "jdbc~demo", "--tenant", "acme").out());
        assertEquals(
                "the circuit breaker of jdbc~demo for tenant acme is CLOSED (opens after 5)\n",
                shell.run("breaker", "jdbc~demo", "reset", "--tenant", "acme").out());
        JsonNode facts = shell.run("breaker", "jdbc~demo", "open", "--tenant", "beta", "--json")
                .json();
        assertEquals("beta", facts.get("tenant").asString());
        assertEquals("FORCED_OPEN", facts.get("breaker").asString());
        assertEquals(
                LimitStatus.Breaker.CLOSED, registry.limits(DEMO).breaker(), "of all the others it is what it was");
        Outcome outcome = shell.run("breaker", "jdbc~demo", "reset", "--tenant", "No Tenant");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("'No Tenant' is no tenant"), outcome.err());
    }

    @Test
    void infoShowsSoManyTenantsOnly() {
        MemoryLimits many = MemoryLimits.none(DEMO);
        for (int i = 100; i < 130; i++) {
            many = many.with("t" + i, MemoryLimits.none(DEMO));
        }
        registry.limits(many);
        String info = shell.run("info", "jdbc~demo").out();
        assertTrue(info.contains("t119"), info);
        assertTrue(!info.contains("t120"), info);
        assertTrue(info.contains("10 more; --json shows them all"), info);
        assertEquals(
                30,
                shell.run("info", "jdbc~demo", "--json")
                        .json()
                        .get("limits")
                        .get("tenants")
                        .size());
    }

    @Test
    void completesIdsAndOrders() {
        assertTrue(shell.complete("breaker", "j").contains("jdbc~demo"));
        assertEquals(List.of("close", "open", "reset"), shell.complete("breaker", "jdbc~demo", ""));
    }

    private void open() {
        registry.limits(opened());
    }

    private void share() {
        registry.limits(
                MemoryLimits.none(DEMO).with("beta", MemoryLimits.none(DEMO)).with("acme", opened()));
    }

    private static MemoryLimits opened() {
        return new MemoryLimits(
                DEMO,
                LimitStatus.Breaker.OPEN,
                5,
                Optional.of(Duration.ofMillis(41_500)),
                OptionalInt.of(60),
                OptionalInt.of(3),
                Optional.of(Duration.ofSeconds(7)),
                Map.of());
    }
}
