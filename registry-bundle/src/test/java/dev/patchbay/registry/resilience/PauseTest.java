package dev.patchbay.registry.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {
    private final ManualTime time = new ManualTime();
    private final Pause pause = new Pause(time);

    @Test
    void lastsAsLongAsWasAsked() {
        assertEquals(0, pause.leftNanos());
        pause.ask(Duration.ofSeconds(5));
        time.pass(Duration.ofSeconds(4));
        assertEquals(Duration.ofSeconds(1).toNanos(), pause.leftNanos());
        time.pass(Duration.ofSeconds(1));
        assertEquals(0, pause.leftNanos());
    }

    @Test
    void isNeverMadeShorterByWhoAsks() {
        pause.ask(Duration.ofSeconds(5));
        pause.ask(Duration.ofSeconds(1));
        pause.ask(Duration.ZERO);
        pause.ask(Duration.ofSeconds(-7));
        assertEquals(Duration.ofSeconds(5).toNanos(), pause.leftNanos());
    }

    @Test
    void takesAnythingThatAHeaderCanSay() {
        pause.ask(Duration.ofSeconds(Long.MAX_VALUE));
        assertTrue(pause.leftNanos() <= Duration.ofDays(365).toNanos());
        assertTrue(pause.leftNanos() > 0);
        pause.end();
        assertEquals(0, pause.leftNanos());
    }
}
