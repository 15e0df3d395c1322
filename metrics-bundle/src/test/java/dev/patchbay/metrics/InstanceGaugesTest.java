package dev.patchbay.metrics;

import static dev.patchbay.model.InstanceState.ACTIVE;
import static dev.patchbay.model.InstanceState.INVALID;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.LimitStatus;
import dev.patchbay.api.LimitStatus.Breaker;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How instances stand, as gauges. */
class InstanceGaugesTest {
    private final Standing standing = new Standing();
    private final MetricsText text = standing.text(new CallMetrics());

    @Test
    void countsInstancesByTheirState() {
        standing.with("erp", READY).with("erp~b", READY).with("erp~c@acme", INVALID);

        assertEquals(
                List.of(
                        "patchbay_instances{state=\"INVALID\",tenant=\"acme\",type=\"erp\"} 1.0",
                        "patchbay_instances{state=\"READY\",tenant=\"default\",type=\"erp\"} 2.0"),
                lines("patchbay_instances{"));
        assertEquals(List.of("patchbay_instances_left_out 0.0"), lines("patchbay_instances_left_out"));
    }

    @Test
    void showsTheHealthThatIsKnown() {
        standing.with("erp~a", READY, Health.up(""))
                .with("erp~b", READY, Health.degraded(""))
                .with("erp~c", READY, Health.down("the password hunter22 is wrong"))
                .with("erp~d", READY);

        assertEquals(
                List.of(
                        "patchbay_instance_health{instance=\"erp~a\",tenant=\"default\",type=\"erp\"} 1.0",
                        "patchbay_instance_health{instance=\"erp~b\",tenant=\"default\",type=\"erp\"} 0.5",
                        "patchbay_instance_health{instance=\"erp~c\",tenant=\"default\",type=\"erp\"} 0.0"),
                lines("patchbay_instance_health"));
    }

    @Test
    void showsBreakerAndLimitsOfThoseThatAreUsed() {
        InstanceId id = InstanceId.parse("erp@acme");
        standing.with("erp@acme", ACTIVE)
                .limited(
                        "erp@acme",
                        new Standing.Limits(
                                id,
                                Breaker.OPEN,
                                3,
                                OptionalInt.of(7),
                                Optional.of(Duration.ofMillis(1_500)),
                                Map.of()))
                .with("erp~idle", READY)
                .with("erp~gone", ACTIVE);

        String labels = "{instance=\"erp@acme\",tenant=\"acme\",type=\"erp\"}";
        assertEquals(
                List.of(
                        "patchbay_breaker_state{instance=\"erp@acme\",state=\"OPEN\",tenant=\"acme\",type=\"erp\"} 1.0"),
                lines("patchbay_breaker_state"));
        assertEquals(List.of("patchbay_calls_running" + labels + " 3.0"), lines("patchbay_calls_running{"));
        assertEquals(List.of("patchbay_calls_running_limit" + labels + " 64.0"), lines("patchbay_calls_running_limit"));
        assertEquals(List.of("patchbay_request_permits" + labels + " 7.0"), lines("patchbay_request_permits"));
        assertEquals(
                List.of("patchbay_requests_per_minute_limit" + labels + " 60.0"),
                lines("patchbay_requests_per_minute_limit"));
        assertEquals(List.of("patchbay_pause_seconds" + labels + " 1.5"), lines("patchbay_pause_seconds"));
        assertFalse(all().contains("erp~idle"));
    }

    @Test
    void showsTheShareThatEachTenantHasOfASharedInstance() {
        InstanceId id = InstanceId.parse("erp");
        LimitStatus share = new Standing.Limits(id, Breaker.OPEN, 2, OptionalInt.of(5), Optional.empty(), Map.of());
        standing.with("erp", ACTIVE)
                .limited(
                        "erp",
                        new Standing.Limits(
                                id, Breaker.CLOSED, 3, OptionalInt.of(7), Optional.empty(), Map.of("acme", share)));

        String own = "tenant=\"default\",type=\"erp\"}";
        String acme = "tenant=\"acme\",type=\"erp\"}";
        assertEquals(
                List.of(
                        "patchbay_breaker_state{instance=\"erp\",state=\"CLOSED\"," + own + " 1.0",
                        "patchbay_breaker_state{instance=\"erp\",state=\"OPEN\"," + acme + " 1.0"),
                lines("patchbay_breaker_state"));
        assertEquals(
                List.of(
                        "patchbay_calls_running{instance=\"erp\"," + acme + " 2.0",
                        "patchbay_calls_running{instance=\"erp\"," + own + " 1.0"),
                lines("patchbay_calls_running{"),
                "each under the tenant on whose behalf it is made");
        assertEquals(
                List.of("patchbay_share_calls_running{instance=\"erp\"," + acme + " 2.0"),
                lines("patchbay_share_calls_running{"));
        assertEquals(
                List.of("patchbay_share_request_permits{instance=\"erp\"," + acme + " 5.0"),
                lines("patchbay_share_request_permits"));
        assertEquals(List.of("patchbay_shares_left_out 0.0"), lines("patchbay_shares_left_out"));
    }

    @Test
    void hasABoundForSharesToo() {
        Map<String, LimitStatus> shares = new HashMap<>();
        for (int tenant = 0; tenant < 10_002; tenant++) {
            shares.put(
                    "tenant-" + tenant,
                    new Standing.Limits(
                            InstanceId.parse("erp"),
                            Breaker.CLOSED,
                            0,
                            OptionalInt.empty(),
                            Optional.empty(),
                            Map.of()));
        }
        standing.with("erp", ACTIVE)
                .limited(
                        "erp",
                        new Standing.Limits(
                                InstanceId.parse("erp"),
                                Breaker.CLOSED,
                                0,
                                OptionalInt.empty(),
                                Optional.empty(),
                                shares));

        assertEquals(10_000, lines("patchbay_share_calls_running{").size());
        assertEquals(List.of("patchbay_shares_left_out 2.0"), lines("patchbay_shares_left_out"));
    }

    @Test
    void everyMetricIsExplained() {
        standing.with("erp", READY);
        String all = all();
        assertTrue(all.contains("# HELP patchbay_instances Instances, by"), all);
        assertTrue(all.contains("# TYPE patchbay_instances gauge"), all);
    }

    private String all() {
        return new String(text.text(), StandardCharsets.UTF_8);
    }

    private List<String> lines(String name) {
        return all().lines().filter(each -> each.startsWith(name)).sorted().toList();
    }
}
