package dev.patchbay.registry.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.Health.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HealthRuleTest {
    private static final Instant WALL = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration TTL = Duration.ofSeconds(60);

    private final RecentCalls calls = new RecentCalls();
    private final HealthRule rule = new HealthRule(new Thresholds(10, Duration.ofSeconds(2), 0.1, 0.5));
    private long now = System.nanoTime();
    private CheckSeen check;

    @Test
    void isUnknownWhereNobodyHasLooked() {
        assertEquals(Status.UNKNOWN, health().status());
        assertFalse(isFresh());
    }

    @Test
    void isWhatTheCheckSaysWithoutCalls() {
        checked(Health.degraded("half of it is there"));

        assertEquals("half of it is there", health().message());
        assertFalse(health().isLearned());
    }

    @Test
    void isUpByASingleCallThatSucceeded() {
        succeeded(1, 12);

        assertEquals("the last call succeeded within 12 ms", health().message());
        assertEquals(Status.UP, health().status());
        assertTrue(health().isLearned());
        assertTrue(isFresh());
    }

    @Test
    void keepsTheSentenceOfTheCheckWhileCallsAgree() {
        checked(Health.up("PostgreSQL 16 answers"));
        succeeded(50, 5);

        assertEquals("PostgreSQL 16 answers", health().message());
    }

    @Test
    void staysUpWithExactlyATenthOfFailures() {
        checked(Health.up("fine"));
        succeeded(18, 5);
        failed(2);

        assertEquals(Status.UP, health().status());
    }

    @Test
    void isDegradedWithMoreThanATenthOfFailures() {
        checked(Health.up("fine"));
        succeeded(17, 5);
        failed(3);

        assertEquals(Status.DEGRADED, health().status());
        assertEquals(
                "3 of the last 20 calls failed (15 %), the last with REMOTE_UNAVAILABLE: connection refused by"
                        + " 127.0.0.1:5432",
                health().message());
        assertEquals(FailureCause.REFUSED, health().cause().orElseThrow());
    }

    @Test
    void isDegradedWithExactlyHalfOfFailures() {
        for (int i = 0; i < 10; i++) {
            failed(1);
            succeeded(1, 5);
        }

        assertEquals(Status.DEGRADED, health().status());
    }

    @Test
    void isDownWithMoreThanHalfOfFailuresAlthoughACheckBeforeWasUp() {
        checked(Health.up("fine"));
        succeeded(9, 5);
        failed(11);

        assertEquals(Status.DOWN, health().status());
        assertTrue(health().message().startsWith("11 of the last 20 calls failed (55 %)"), health().message());
    }

    @Test
    void saysNothingByPercentagesOfTooFewCalls() {
        checked(Health.up("fine"));
        failed(9);
        assertEquals("fine", health().message());

        failed(1);
        assertEquals(Status.DOWN, health().status());
    }

    @Test
    void hasToAskWhereFewCallsFailedAndNobodyHasChecked() {
        failed(3);

        assertEquals(Status.UNKNOWN, health().status());
        assertFalse(isFresh());
    }

    @Test
    void isDegradedWhereTheSlowestTwentiethTakesTooLong() {
        succeeded(94, 5);
        succeeded(6, 2_400);

        assertEquals(Status.DEGRADED, health().status());
        assertEquals(FailureCause.TIMEOUT, health().cause().orElseThrow());
        assertEquals(
                "the slowest 5 % of the last 100 calls took 2.4 s or longer, which is more than"
                        + " health.degraded.latency=2 s; look at the load of the external system",
                health().message());
    }

    @Test
    void staysUpWithFewSlowCallsAndWithAllAtTheLimit() {
        succeeded(95, 2_000);
        succeeded(5, 60_000);

        assertEquals(Status.UP, health().status());
    }

    @Test
    void isDownByAFreshCheckWhateverCallsWereBefore() {
        succeeded(50, 5);
        checked(Health.down("the password is wrong").causedBy(FailureCause.AUTHENTICATION));

        assertEquals(Status.DOWN, health().status());
        assertEquals("the password is wrong", health().message());
    }

    @Test
    void isHealedByACallAfterTheFailedCheck() {
        checked(Health.down("cannot be reached"));
        succeeded(1, 5);

        assertEquals(Status.UP, health().status());
    }

    @Test
    void isNotHealedByACallThatFails() {
        checked(Health.down("cannot be reached"));
        failed(1);

        assertEquals("cannot be reached", health().message());
    }

    @Test
    void comesBackByACheckAfterTheLatestFailure() {
        failed(100);
        assertEquals(Status.DOWN, health().status());

        checked(Health.up("fine"));

        assertEquals(Status.DEGRADED, health().status());
        assertTrue(health().message().endsWith("; it seems to be back"), health().message());
        failed(1);
        assertEquals(Status.DOWN, health().status(), "and goes by the next call that fails");
    }

    @Test
    void comesBackByARowOfCallsThatSucceed() {
        failed(100);
        succeeded(9, 5);
        assertEquals(Status.DOWN, health().status());

        succeeded(1, 5);

        assertEquals(Status.DEGRADED, health().status());
    }

    @Test
    void looksAtTheLatestCallsOnly() {
        failed(RecentCalls.MOST);
        succeeded(RecentCalls.MOST, 5);

        assertEquals(Status.UP, health().status());
    }

    @Test
    void forgetsWhatIsLongAgo() {
        failed(20);
        passes(Duration.ofMillis(RecentCalls.WINDOW_MILLIS - 50));
        assertEquals(Status.DOWN, health().status());

        passes(Duration.ofMillis(60));

        assertEquals(Status.UNKNOWN, health().status());
    }

    @Test
    void countsNoMistakeOfACaller() {
        for (ErrorCode code : new ErrorCode[] {
            ErrorCode.INVALID_REQUEST, ErrorCode.CURSOR_INVALID,
            ErrorCode.UNSUPPORTED_CAPABILITY, ErrorCode.CONNECTOR_DISABLED
        }) {
            for (int i = 0; i < 20; i++) {
                ended(5, new ConnectorException(code, "no"));
            }
        }

        assertEquals(0, calls.seen(now).calls());
    }

    @Test
    void takesARefusedRequestForASignOfLife() {
        for (int i = 0; i < 20; i++) {
            ended(5, new ConnectorException(ErrorCode.REMOTE_REJECTED, "no such record"));
        }

        assertEquals(Status.UP, health().status());
    }

    @Test
    void countsATimeoutOnlyWhereTheCallerWasPatient() {
        ConnectorException timedOut = new ConnectorException(ErrorCode.TIMED_OUT, "late");
        for (int i = 0; i < 20; i++) {
            ended(1_999, timedOut);
        }
        assertEquals(0, calls.seen(now).calls());

        for (int i = 0; i < 20; i++) {
            ended(2_000, timedOut);
        }
        assertEquals(Status.DOWN, health().status());
    }

    @Test
    void asksAnewOnceNeitherACheckNorASuccessIsYoung() {
        checked(Health.up("fine"));
        passes(TTL.minusMillis(1));
        assertTrue(isFresh());

        passes(Duration.ofMillis(1));
        assertFalse(isFresh());

        succeeded(1, 5);
        assertTrue(isFresh());
        passes(TTL);
        assertFalse(isFresh());
    }

    @Test
    void asksAnewWhereCallsSayDownSoThatItCanComeBack() {
        checked(Health.up("fine"));
        succeeded(4, 5);
        failed(20);
        assertTrue(isFresh(), "but not more often than checks hold");

        passes(TTL);

        assertFalse(isFresh());
    }

    @Test
    void tellsThatThePercentageIsSmallAndNotNone() {
        succeeded(127, 5);
        failed(1);

        assertTrue(health().message().startsWith("1 of the last 128 calls failed (1 %)"), health().message());
    }

    private void checked(Health found) {
        passes(Duration.ofMillis(10));
        long begun = now;
        passes(Duration.ofMillis(10));
        check = new CheckSeen(found.measured(WALL, Duration.ofMillis(10)), begun, now);
    }

    private void succeeded(int times, long millis) {
        for (int i = 0; i < times; i++) {
            passes(Duration.ofMillis(2));
            calls.succeeded(now, TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    private void failed(int times) {
        for (int i = 0; i < times; i++) {
            ended(
                    5,
                    new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "connection refused by 127.0.0.1:5432")
                            .causedBy(FailureCause.REFUSED));
        }
    }

    private void ended(long millis, ConnectorException failure) {
        passes(Duration.ofMillis(2));
        calls.failed(now, TimeUnit.MILLISECONDS.toNanos(millis), failure, TimeUnit.SECONDS.toNanos(2));
    }

    private void passes(Duration time) {
        now += time.toNanos();
    }

    private Health health() {
        return rule.judge(check, calls.seen(now), now, WALL);
    }

    private boolean isFresh() {
        return HealthRule.isFresh(check, calls.seen(now), health(), now, TTL);
    }
}
