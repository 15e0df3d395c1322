package dev.patchbay.registry.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRateTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final ManualTime time = new ManualTime();
    private final RequestRate rate = new RequestRate("erp", time);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 9, 10, 11, 19, 25, 60, 95, 100, 600})
    void noMinuteSeesMoreThanTheLimitAndATenth(int limit) {
        rate.limit(OptionalInt.of(limit));
        List<Long> made = new ArrayList<>();
        long start = time.nanos();
        while (time.nanos() - start < 5 * MINUTE) {
            long wait = rate.take(HOUR);
            time.pass(Duration.ofNanos(wait));
            made.add(time.nanos());
        }

        int most = 0;
        int first = 0;
        for (int last = 0; last < made.size(); last++) {
            while (made.get(last) - made.get(first) >= MINUTE) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        assertTrue(most <= limit + Math.max(1, limit / 10), most + " in a minute");
        assertTrue(made.size() >= 5 * limit, made.size() + " in five minutes");
    }

    @Test
    void whoMustWaitWaitsInTheOrderOfAsking() {
        rate.limit(OptionalInt.of(10));
        assertEquals(0, rate.take(HOUR));
        long second = rate.take(HOUR);
        long third = rate.take(HOUR);

        assertTrue(second > 0);
        assertEquals(Duration.ofSeconds(6).toNanos(), third - second);
    }

    @Test
    void aWaitThatIsTooLongTakesNothing() {
        rate.limit(OptionalInt.of(10));
        rate.take(HOUR);
        long next = rate.nextNanos();

        for (int i = 0; i < 100; i++) {
            assertTrue(rate.take(next - 1) < 0);
        }
        assertEquals(next, rate.take(next));
    }

    @Test
    void whatWasSpentCountsForAnotherLimit() {
        rate.limit(OptionalInt.of(600));
        for (int i = 0; i < 58; i++) {
            assertEquals(0, rate.take(0));
        }
        rate.limit(OptionalInt.of(610));
        assertEquals(2, rate.available().orElseThrow());
        rate.limit(OptionalInt.of(60));
        assertTrue(rate.available().orElseThrow() <= 3, rate.available().toString());
    }

    @Test
    void requestsThatAreReservedStayReservedUnderAnotherLimit() {
        rate.limit(OptionalInt.of(10));
        for (int i = 0; i < 5; i++) {
            rate.take(HOUR);
        }
        rate.limit(OptionalInt.of(12));

        assertTrue(rate.take(HOUR) >= Duration.ofSeconds(20).toNanos());
    }

    @Test
    void aLimitThatGoesIsNoLimit() {
        rate.limit(OptionalInt.of(1));
        rate.take(0);
        rate.limit(OptionalInt.empty());

        assertFalse(rate.isLimited());
        assertEquals(0, rate.take(0));
        assertEquals(OptionalInt.empty(), rate.available());
    }

    @Test
    void anAttemptCountsOnlyWhereNoRequestWasEverAnnounced() {
        rate.limit(OptionalInt.of(60));
        assertFalse(rate.countsAttempts(), "nobody knows yet");
        rate.wasSilent();
        assertEquals(5, rate.available().orElseThrow(), "what it did counts");
        assertTrue(rate.countsAttempts());
        rate.announced();
        assertFalse(rate.countsAttempts());
        rate.wasSilent();
        assertFalse(rate.countsAttempts(), "it answers from memory at times");
        assertEquals(5, rate.available().orElseThrow());
    }
}
