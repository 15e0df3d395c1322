package dev.patchbay.metrics;

import static dev.patchbay.model.ErrorCode.CONNECTOR_DISABLED;
import static dev.patchbay.model.ErrorCode.REMOTE_UNAVAILABLE;
import static dev.patchbay.model.ErrorCode.UNSUPPORTED_CAPABILITY;
import static dev.patchbay.model.InstanceState.ACTIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is counted, under which labels, and what becomes of it. */
class CallMetricsTest {
    private final AtomicLong clock = new AtomicLong();
    private final CallMetrics calls = new CallMetrics(20, 20, clock::get);
    private final Standing standing = new Standing().with("erp", ACTIVE).with("erp~eu@acme", ACTIVE);
    private final MetricsText text = standing.text(calls);

    @Test
    void countsACallUnderTheTenantThatMakesItAndTheOneSpellingOfTheInstance() {
        end("erp~default@default", "pull", "acme", Told.End.success(3));
        end("erp", "pull", "acme", Told.End.success(4));
        end("erp", "pull", "default", Told.End.failure(REMOTE_UNAVAILABLE, 3));

        assertEquals(
                List.of(
                        "patchbay_calls_total{code=\"\",instance=\"erp\",operation=\"pull\",outcome=\"SUCCESS\",tenant=\"acme\",type=\"erp\"} 2.0",
                        "patchbay_calls_total{code=\"REMOTE_UNAVAILABLE\",instance=\"erp\",operation=\"pull\",outcome=\"FAILED\",tenant=\"default\",type=\"erp\"} 1.0"),
                lines("patchbay_calls_total"));
        assertEquals(
                List.of("patchbay_records_total{direction=\"in\",instance=\"erp\",tenant=\"acme\",type=\"erp\"} 7.0"),
                lines("patchbay_records_total"));
    }

    @Test
    void tellsHowLongCallsTookThatReachedAConnector() {
        end("erp", "pull", "default", new Told.End(Optional.empty(), 1, 0, 20));
        end("erp", "pull", "default", new Told.End(Optional.empty(), 1, 0, 700));
        end("erp", "pull", "default", new Told.End(Optional.empty(), 1, 0, 90_000));
        end("erp", "pull", "default", Told.End.failure(CONNECTOR_DISABLED, 0));

        List<String> lines = lines("patchbay_call_duration_seconds");
        assertTrue(lines.contains(duration("_bucket", "le=\"0.05\"", "1")), lines.toString());
        assertTrue(lines.contains(duration("_bucket", "le=\"1.0\"", "2")), lines.toString());
        assertTrue(lines.contains(duration("_bucket", "le=\"30.0\"", "2")), lines.toString());
        assertTrue(lines.contains(duration("_bucket", "le=\"+Inf\"", "3")), lines.toString());
        assertTrue(lines.contains(duration("_count", "", "3")), lines.toString());
        assertTrue(lines.contains(duration("_sum", "", "90.72")), lines.toString());
    }

    @Test
    void countsAttemptsRetriesAndRequests() {
        Told.Call call = Told.Call.of("erp", "push", "acme");
        calls.requested(call, new Told.Request("POST", "/things"));
        calls.attempted(call, new Told.Attempt(1, Optional.of(REMOTE_UNAVAILABLE), Optional.of(Duration.ofMillis(1))));
        calls.requested(call, new Told.Request("POST", "/things"));
        calls.requested(call, new Told.Request("hunter22 is my password", "/things"));
        calls.attempted(call, new Told.Attempt(2, Optional.empty(), Optional.empty()));
        calls.ended(call, Told.End.success(5));

        String labels = "instance=\"erp\",tenant=\"acme\",type=\"erp\"}";
        assertEquals(
                List.of(
                        "patchbay_call_attempts_total{code=\"\"," + labels + " 1.0",
                        "patchbay_call_attempts_total{code=\"REMOTE_UNAVAILABLE\"," + labels + " 1.0"),
                lines("patchbay_call_attempts_total"));
        assertEquals(List.of("patchbay_call_retries_total{" + labels + " 1.0"), lines("patchbay_call_retries_total"));
        assertEquals(
                List.of(
                        "patchbay_requests_total{instance=\"erp\",method=\"POST\",tenant=\"acme\",type=\"erp\"} 2.0",
                        "patchbay_requests_total{instance=\"erp\",method=\"other\",tenant=\"acme\",type=\"erp\"} 1.0"),
                lines("patchbay_requests_total"));
        assertEquals(
                List.of("patchbay_records_total{direction=\"out\"," + labels + " 5.0"),
                lines("patchbay_records_total"));
    }

    @Test
    void namesAnOperationOnlyOnceACallOfItHasSucceeded() {
        end("erp", "invoke sesame", "acme", Told.End.failure(UNSUPPORTED_CAPABILITY, 1));
        end("erp", "invoke close", "acme", Told.End.success(0));
        end("erp", "invoke close", "acme", Told.End.failure(REMOTE_UNAVAILABLE, 1));
        end("erp", "invoke what eve@example.org wrote", "acme", Told.End.success(0));

        String all = all();
        assertTrue(all.contains("operation=\"invoke close\",outcome=\"SUCCESS\""), all);
        assertTrue(all.contains("operation=\"invoke close\",outcome=\"FAILED\""), all);
        assertTrue(all.contains("operation=\"invoke other\",outcome=\"FAILED\""), all);
        assertTrue(all.contains("operation=\"invoke other\",outcome=\"SUCCESS\""), all);
        assertFalse(all.contains("sesame"), all);
        assertFalse(all.contains("eve@"), all);
    }

    @Test
    void holdsNoMoreSeriesThanItMayAndCountsTheRestTogether() {
        for (int tenant = 0; tenant < 100; tenant++) {
            Told.Call call = Told.Call.of("erp", "pull", "tenant-" + tenant);
            calls.requested(call, new Told.Request("GET", "/" + tenant));
            calls.ended(call, Told.End.success(1));
        }

        assertEquals(21, lines("patchbay_calls_total").size());
        assertTrue(lines("patchbay_calls_total")
                .contains("patchbay_calls_total{code=\"\",instance=\"other\",operation=\"other\","
                        + "outcome=\"SUCCESS\",tenant=\"other\",type=\"erp\"} 80.0"));
        assertEquals(21, lines("patchbay_requests_total").size());
        assertEquals(100, sum("patchbay_records_total"));
    }

    @Test
    void anInstanceWithManyOperationsNamesTheFirstOfThem() {
        CallMetrics many = new CallMetrics(1_000, 1_000, clock::get);
        for (int operation = 0; operation < 60; operation++) {
            many.ended(Told.Call.of("erp", "invoke op" + operation, "acme"), Told.End.success(0));
        }

        String all = new String(standing.text(many).text(), StandardCharsets.UTF_8);
        assertTrue(all.contains("operation=\"invoke op49\""));
        assertFalse(all.contains("operation=\"invoke op50\""));
        assertTrue(all.lines().anyMatch(each -> each.contains("\"invoke other\"") && each.endsWith(" 10.0")));
    }

    @Test
    void forgetsAnInstanceThatHasGone() {
        end("erp~eu@acme", "invoke close", "acme", Told.End.success(0));
        end("erp", "pull", "default", Told.End.success(1));
        assertTrue(all().contains("erp~eu@acme"));

        standing.remove("erp~eu@acme");

        assertFalse(all().contains("acme"), all());
        assertEquals(1, sum("patchbay_calls_total"));
        standing.with("erp~eu@acme", ACTIVE);
        end("erp~eu@acme", "invoke close", "acme", Told.End.failure(REMOTE_UNAVAILABLE, 1));
        assertTrue(all().contains("instance=\"erp~eu@acme\",operation=\"invoke other\""), all());
    }

    @Test
    void forgetsWhatATenantDidWithSharedInstancesWhenItsLastOneGoes() {
        end("erp", "pull", "acme", Told.End.success(1));
        end("erp", "pull", "beta", Told.End.success(1));
        assertTrue(all().contains("tenant=\"acme\""));

        standing.remove("erp~eu@acme");

        assertFalse(all().contains("tenant=\"acme\""), all());
        assertTrue(all().contains("tenant=\"beta\""), "it never had one");
        clock.addAndGet(Departures.IDLE - 1);
        assertTrue(all().contains("tenant=\"beta\""));
        clock.addAndGet(1);
        assertFalse(all().contains("tenant=\"beta\""));
    }

    @Test
    void tellsHowMuchIsMissing() {
        assertEquals(List.of("patchbay_call_events_lost_total 0.0"), lines("patchbay_call_events_lost_total"));
        calls.missed(17);
        calls.missed(3);
        assertEquals(List.of("patchbay_call_events_lost_total 20.0"), lines("patchbay_call_events_lost_total"));
    }

    @Test
    void noLabelTellsWhoCalledWhatWentWhereOrWhatWasSaid() {
        Told.Call call = Told.Call.of("erp", "pull", "acme");
        calls.requested(call, new Told.Request("GET", "/things/4711"));
        calls.ended(call, Told.End.failure(REMOTE_UNAVAILABLE, 1));

        String all = all();
        List.of("eve@", "4711", "message", "correlation-1").forEach(each -> assertFalse(all.contains(each), all));
    }

    private void end(String id, String operation, String tenant, Told.End end) {
        calls.ended(Told.Call.of(id, operation, tenant), end);
    }

    private String all() {
        return new String(text.text(), StandardCharsets.UTF_8);
    }

    private List<String> lines(String name) {
        return all().lines().filter(each -> each.startsWith(name)).sorted().toList();
    }

    private long sum(String name) {
        return lines(name).stream()
                .mapToLong(each -> (long) Double.parseDouble(each.substring(each.lastIndexOf(' '))))
                .sum();
    }

    private static String duration(String suffix, String bucket, String value) {
        return "patchbay_call_duration_seconds" + suffix + "{instance=\"erp\",operation=\"pull\",type=\"erp\""
                + (bucket.isEmpty() ? "" : "," + bucket) + "} " + value;
    }
}
