package dev.patchbay.registry.threads;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConductTest {
    private static final String CHECK = "health";
    private static final String PULL = "pull";

    private static final long LONG = TimeUnit.SECONDS.toNanos(2);

    private final Conduct conduct = new Conduct();

    @Test
    void nothingIsKnownOfAnObjectThatHasDoneNothing() {
        assertFalse(conduct.turn(CHECK).takeLight());
    }

    @Test
    void workThatHasEndedSoonSpeaksForItsKindOnly() {
        end(CHECK);

        assertFalse(conduct.turn(PULL).takeLight());
        assertTrue(conduct.turn(CHECK).takeLight());
    }

    @Test
    void workThatTookLongSpeaksAgainstItUntilItEndsSoonAgain() {
        end(PULL);
        conduct.ended(PULL, LONG);

        assertFalse(conduct.turn(PULL).takeLight());
        end(PULL);
        assertTrue(conduct.turn(PULL).takeLight());
    }

    @Test
    void oneObjectHasOneVirtualThreadAtATime() {
        end(CHECK);
        end(PULL);
        Turn first = conduct.turn(CHECK);
        assertTrue(first.takeLight());
        Turn second = conduct.turn(PULL);

        assertFalse(second.takeLight());
        second.begin();
        second.end();
        assertFalse(conduct.turn(PULL).takeLight(), "the first one has it still");

        first.begin();
        first.end();
        assertTrue(conduct.turn(PULL).takeLight());
    }

    @Test
    void whatIsNeverBegunTellsNothingAndHoldsNothing() {
        conduct.turn(CHECK).drop();
        assertFalse(conduct.turn(CHECK).takeLight());
        end(CHECK);
        Turn dropped = conduct.turn(CHECK);
        assertTrue(dropped.takeLight());

        dropped.drop();

        assertTrue(conduct.turn(CHECK).takeLight());
    }

    @Test
    void anObjectOfWhichWorkWasGivenUpNeverHasOneAgain() {
        end(CHECK);
        conduct.turn(PULL).strayed();
        end(CHECK);

        assertFalse(conduct.turn(CHECK).takeLight());
    }

    private void end(String kind) {
        Turn turn = conduct.turn(kind);
        turn.begin();
        turn.end();
    }
}
