package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.shell.Shell.Outcome;
import java.time.Duration;
import java.util.List;
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
    void completesIdsAndOrders() {
        assertTrue(shell.complete("breaker", "j").contains("jdbc~demo"));
        assertEquals(List.of("close", "open", "reset"), shell.complete("breaker", "jdbc~demo", ""));
    }

    private void open() {
        registry.limits(new MemoryLimits(
                DEMO,
                LimitStatus.Breaker.OPEN,
                5,
                Optional.of(Duration.ofMillis(41_500)),
                OptionalInt.of(60),
                OptionalInt.of(3),
                Optional.of(Duration.ofSeconds(7))));
    }
}
