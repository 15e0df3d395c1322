package dev.patchbay.registry.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakerTest {
    private static final Duration OPEN = Duration.ofSeconds(60);
    private static final Set<ErrorCode> FAILURES = EnumSet.of(
            ErrorCode.REMOTE_UNAVAILABLE,
            ErrorCode.TIMED_OUT,
            ErrorCode.OUTCOME_UNKNOWN,
            ErrorCode.CONNECTOR_FAULT,
            ErrorCode.UNEXPECTED_RESPONSE);
    private static final Set<ErrorCode> ANSWERS = EnumSet.of(ErrorCode.REMOTE_REJECTED, ErrorCode.PERMISSION_DENIED);

    private final ManualTime time = new ManualTime();
    private final Breaker breaker = new Breaker(new BreakerLog(InstanceId.ofType("erp"), null), 3, OPEN, time);

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void opensAfterFailuresOfTheWayOnly(ErrorCode code) {
        fail(code, 3);

        assertEquals(
                FAILURES.contains(code) ? LimitStatus.Breaker.OPEN : LimitStatus.Breaker.CLOSED,
                breaker.state().breaker());
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void onlyAnAnswerEndsTheRow(ErrorCode code) {
        fail(ErrorCode.TIMED_OUT, 2);
        fail(code, 1);
        boolean opened = breaker.state().breaker() == LimitStatus.Breaker.OPEN;

        assertEquals(FAILURES.contains(code), opened);
        assertEquals(
                ANSWERS.contains(code) ? 0 : opened ? 3 : 2, breaker.state().failures());
    }

    @Test
    void aSuccessEndsTheRow() {
        fail(ErrorCode.TIMED_OUT, 2);
        succeed();
        fail(ErrorCode.TIMED_OUT, 2);

        assertEquals(LimitStatus.Breaker.CLOSED, breaker.state().breaker());
        assertEquals(2, breaker.state().failures());
    }

    @Test
    void successesThatAreNotRecordedCountAllTheSame() {
        for (int i = 0; i < 10; i++) {
            succeed();
            fail(ErrorCode.TIMED_OUT, 2);
            succeed();
            succeed();
        }
        assertEquals(LimitStatus.Breaker.CLOSED, breaker.state().breaker());
        fail(ErrorCode.TIMED_OUT, 3);
        assertEquals(LimitStatus.Breaker.OPEN, breaker.state().breaker());
    }

    @Test
    void refusesForAWhileAndThenLetsOneThrough() {
        fail(ErrorCode.TIMED_OUT, 3);
        time.pass(Duration.ofSeconds(59));
        assertNull(breaker.enter());
        assertEquals(Duration.ofSeconds(1).toNanos(), breaker.state().openNanos());

        time.pass(Duration.ofMillis(1_001));
        assertEquals(LimitStatus.Breaker.HALF_OPEN, breaker.state().breaker());
        Object first = breaker.enter();
        assertNotNull(first);
        assertNull(breaker.enter(), "only one");

        breaker.succeeded(first);
        assertEquals(LimitStatus.Breaker.CLOSED, breaker.state().breaker());
        assertNotNull(breaker.enter());
        assertEquals(0, breaker.state().failures());
    }

    @Test
    void opensAgainIfTheOneFails() {
        Object probe = halfOpen();
        breaker.failed(probe, failure(ErrorCode.REMOTE_UNAVAILABLE));

        assertEquals(LimitStatus.Breaker.OPEN, breaker.state().breaker());
        assertEquals(OPEN.toNanos(), breaker.state().openNanos());
    }

    @Test
    void anotherMayTryIfTheOneTellsNothing() {
        Object probe = halfOpen();
        breaker.left(probe);

        assertNotNull(breaker.enter());
        assertNull(breaker.enter());
    }

    @Test
    void anotherMayTryIfTheOneNeverComesBack() {
        Object lost = halfOpen();
        time.pass(OPEN.minusMillis(1));
        assertNull(breaker.enter());
        time.pass(Duration.ofSeconds(1));

        Object second = breaker.enter();
        assertNotNull(second);
        assertNull(breaker.enter());
        breaker.succeeded(second);
        breaker.failed(lost, failure(ErrorCode.TIMED_OUT));
        assertEquals(0, breaker.state().failures(), "it began before the breaker closed");
    }

    @Test
    void theOneThatComesBackTooLateLetsNobodyElseThrough() {
        Object lost = halfOpen();
        time.pass(OPEN.plusSeconds(1));
        Object second = breaker.enter();
        assertNotNull(second);

        breaker.left(lost);
        assertNull(breaker.enter(), "the second is still under way");
        breaker.succeeded(lost);
        assertEquals(LimitStatus.Breaker.HALF_OPEN, breaker.state().breaker(), "it was asked too long ago");
        breaker.failed(lost, failure(ErrorCode.TIMED_OUT));
        assertEquals(3, breaker.state().failures());
        assertEquals(LimitStatus.Breaker.HALF_OPEN, breaker.state().breaker());

        breaker.left(second);
        assertNotNull(breaker.enter());
        assertNull(breaker.enter(), "one at a time");
    }

    @Test
    void theOneOfAnEarlierTurnTellsNothingOfTheNext() {
        Object first = halfOpen();
        breaker.failed(first, failure(ErrorCode.TIMED_OUT));
        time.pass(OPEN.plusSeconds(1));
        Object second = breaker.enter();
        assertNotNull(second);

        breaker.left(first);
        breaker.succeeded(first);

        assertNull(breaker.enter());
        assertEquals(LimitStatus.Breaker.HALF_OPEN, breaker.state().breaker());
    }

    @Test
    void whatBeganBeforeItOpenedTellsNothingOfTheTimeAfter() {
        Object early = breaker.enter();
        Object late = breaker.enter();
        Object probe = halfOpen();
        breaker.failed(early, failure(ErrorCode.TIMED_OUT));
        breaker.succeeded(late);
        breaker.left(late);

        assertEquals(LimitStatus.Breaker.HALF_OPEN, breaker.state().breaker());
        assertNull(breaker.enter(), "the one is still under way");
        breaker.succeeded(probe);
        assertEquals(LimitStatus.Breaker.CLOSED, breaker.state().breaker());
    }

    @Test
    void failuresOfCallsThatBeganTogetherAllCount() {
        Object[] entries = {breaker.enter(), breaker.enter(), breaker.enter()};
        for (Object each : entries) {
            breaker.failed(each, failure(ErrorCode.TIMED_OUT));
        }
        assertEquals(LimitStatus.Breaker.OPEN, breaker.state().breaker());
    }

    @Test
    void whoSeesThatTheServiceIsBackLetsTheNextOneTry() {
        fail(ErrorCode.TIMED_OUT, 3);
        breaker.recovered();

        assertEquals(LimitStatus.Breaker.HALF_OPEN, breaker.state().breaker());
        assertNotNull(breaker.enter());
        assertNull(breaker.enter());
    }

    @Test
    void followsOrders() {
        breaker.order(BreakerOrder.OPEN);
        assertNull(breaker.enter());
        time.pass(Duration.ofDays(1));
        assertNull(breaker.enter(), "until the next order");
        breaker.recovered();
        assertEquals(LimitStatus.Breaker.FORCED_OPEN, breaker.state().breaker());

        breaker.order(BreakerOrder.CLOSE);
        fail(ErrorCode.TIMED_OUT, 100);
        assertEquals(LimitStatus.Breaker.FORCED_CLOSED, breaker.state().breaker());
        assertNotNull(breaker.enter());

        breaker.order(BreakerOrder.RESET);
        assertEquals(LimitStatus.Breaker.CLOSED, breaker.state().breaker());
        fail(ErrorCode.TIMED_OUT, 2);
        assertEquals(LimitStatus.Breaker.CLOSED, breaker.state().breaker(), "from a clean start");
        fail(ErrorCode.TIMED_OUT, 1);
        assertEquals(LimitStatus.Breaker.OPEN, breaker.state().breaker());
        breaker.order(BreakerOrder.RESET);
        assertNotNull(breaker.enter());
    }

    @Test
    void anotherThresholdKeepsTheCount() {
        fail(ErrorCode.TIMED_OUT, 2);
        breaker.limit(5, OPEN);
        assertEquals(2, breaker.state().failures());
        fail(ErrorCode.TIMED_OUT, 2);
        assertEquals(LimitStatus.Breaker.CLOSED, breaker.state().breaker());
        fail(ErrorCode.TIMED_OUT, 1);
        assertEquals(LimitStatus.Breaker.OPEN, breaker.state().breaker());
    }

    @Test
    void aLowerThresholdOpensWithTheNextFailureOnly() {
        breaker.limit(10, OPEN);
        fail(ErrorCode.TIMED_OUT, 8);
        breaker.limit(2, OPEN);
        assertEquals(LimitStatus.Breaker.CLOSED, breaker.state().breaker());
        fail(ErrorCode.TIMED_OUT, 1);
        assertEquals(LimitStatus.Breaker.OPEN, breaker.state().breaker());
    }

    @Test
    void theTimeThatIsLeftIsKeptOrShortened() {
        fail(ErrorCode.TIMED_OUT, 3);
        time.pass(Duration.ofSeconds(20));

        breaker.limit(3, Duration.ofHours(1));
        assertEquals(Duration.ofSeconds(40).toNanos(), breaker.state().openNanos());
        breaker.limit(3, Duration.ofSeconds(10));
        assertEquals(Duration.ofSeconds(10).toNanos(), breaker.state().openNanos());
        assertNull(breaker.enter());
        time.pass(Duration.ofMillis(10_002));
        assertNotNull(breaker.enter());
    }

    @Test
    void theOneThatTriesGoesOnUnderOtherLimits() {
        Object probe = halfOpen();
        breaker.limit(7, Duration.ofSeconds(5));
        assertNull(breaker.enter());

        breaker.succeeded(probe);
        assertEquals(LimitStatus.Breaker.CLOSED, breaker.state().breaker());
    }

    @Test
    void ordersHoldUnderOtherLimits() {
        breaker.order(BreakerOrder.OPEN);
        breaker.limit(7, Duration.ofSeconds(5));
        assertEquals(LimitStatus.Breaker.FORCED_OPEN, breaker.state().breaker());
        breaker.order(BreakerOrder.CLOSE);
        breaker.limit(3, OPEN);
        assertEquals(LimitStatus.Breaker.FORCED_CLOSED, breaker.state().breaker());
    }

    @Test
    void tellsWhatHasOpenedIt() {
        fail(ErrorCode.TIMED_OUT, 2);
        fail(ErrorCode.CONNECTOR_FAULT, 1);

        assertEquals(ErrorCode.CONNECTOR_FAULT, breaker.state().lastCode());
        assertTrue(breaker.state().lastMessage().contains("it failed"));
    }

    /** Open, and let one through. */
    private Object halfOpen() {
        fail(ErrorCode.TIMED_OUT, 3);
        time.pass(OPEN.plusSeconds(1));
        return breaker.enter();
    }

    private void fail(ErrorCode code, int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(breaker.enter(), failure(code));
        }
    }

    private void succeed() {
        breaker.succeeded(breaker.enter());
    }

    private static ConnectorException failure(ErrorCode code) {
        return new ConnectorException(code, "it failed");
    }
}
