package dev.patchbay.registry.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RequestRateRaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Asks for a request just while somebody else reserves one: whoever reads the time is doing that. */
    private final class Meddler implements Time {
        private Runnable meddling = () -> {};

        @Override
        public long nanos() {
            Runnable once = meddling;
            meddling = () -> {};
            once.run();
            return 1;
        }

        @Override
        public void sleep(long nanos) {}
    }

    @Test
    void aRequestThatIsReservedWhileAnotherIsIsNotLost() {
        Meddler time = new Meddler();
        RequestRate rate = new RequestRate("erp", time);
        rate.limit(OptionalInt.of(60));
        for (int spent = 0; spent < 6; spent++) {
            assertEquals(0, rate.takeNow());
        }
        assertEquals(-1, rate.takeNow());
        long[] waits = new long[1];
        // The first look at the time is that of the attempt without waiting, the second one's is the reservation's.
        time.meddling = () -> time.meddling = () -> waits[0] = rate.takeNow();

        long mine = rate.take(10 * SECOND);

        assertEquals(6 * SECOND, mine);
        assertEquals(6 * SECOND, waits[0], "it is told how long to wait for what it has been given");
    }
}
