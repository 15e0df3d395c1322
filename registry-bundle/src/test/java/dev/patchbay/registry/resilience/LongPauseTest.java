package dev.patchbay.registry.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LongPauseTest {

    @Test
    void theServiceIsAskedAgainAfterADayWhateverItSays() {
        ManualTime time = new ManualTime();
        Pause pause = new Pause(time);

        pause.ask(Duration.ofDays(400));

        time.pass(Duration.ofHours(23));
        assertEquals(Duration.ofHours(1).toNanos(), pause.leftNanos());
        time.pass(Duration.ofHours(1));
        assertEquals(0, pause.leftNanos());
    }
}
