package dev.patchbay.registry.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostponedTest {
    private static final Path FILE = Path.of("slow.jar");

    private final List<Runnable> clock = new ArrayList<>();
    private final List<String> looks = new ArrayList<>();
    private final Postponed postponed = new Postponed((after, task) -> clock.add(task));

    @Test
    void looksOnceHoweverOftenItIsAsked() {
        for (int event = 0; event < 100; event++) {
            postponed.look(FILE, Duration.ofSeconds(2), () -> looks.add("look"));
        }
        clock.forEach(Runnable::run);
        assertEquals(List.of("look"), looks);
    }

    @Test
    void looksAgainWhenItIsAskedAfterThat() {
        postponed.look(FILE, Duration.ofSeconds(2), () -> looks.add("first"));
        clock.remove(0).run();
        postponed.look(FILE, Duration.ofSeconds(2), () -> looks.add("second"));
        clock.remove(0).run();
        assertEquals(List.of("first", "second"), looks);
    }

    @Test
    void doesNotLetASoonerLookWaitForALaterOne() {
        postponed.look(FILE, Duration.ofSeconds(10), () -> looks.add("later"));
        postponed.look(FILE, Duration.ofSeconds(2), () -> looks.add("sooner"));
        assertEquals(2, clock.size());
    }
}
