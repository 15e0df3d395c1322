package dev.patchbay.registry.shell;

import dev.patchbay.api.LimitStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The circuit breaker and the limits of an instance, as verbs show them. */
record ShownLimits(LimitStatus status) {

    /** In one line. */
    String breaker() {
        String failures = status.failures() == 0
                ? ""
                : ", " + status.failures() + (status.failures() == 1 ? " failure" : " failures in a row");
        return status.breaker()
                + status.openFor().map(left -> " for another " + seconds(left)).orElse("") + failures + " (opens after "
                + status.failureThreshold() + ")";
    }

    Table rows(Table table) {
        table.row("breaker", breaker());
        table.row("calls now", status.concurrentCalls() + " of " + status.maxConcurrentCalls());
        status.ratePerMinute()
                .ifPresent(limit -> table.row(
                        "requests", limit + " a minute, " + status.permits().orElse(0) + " of them at once now"));
        status.pausedFor().ifPresent(left -> table.row("paused", "for another " + seconds(left)));
        return table;
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("breaker", status.breaker());
        facts.put("failures", status.failures());
        facts.put("failureThreshold", status.failureThreshold());
        facts.put("openForMillis", status.openFor().map(Duration::toMillis).orElse(null));
        facts.put(
                "ratePerMinute",
                status.ratePerMinute().isPresent() ? status.ratePerMinute().getAsInt() : null);
        facts.put("permits", status.permits().isPresent() ? status.permits().getAsInt() : null);
        facts.put("pausedForMillis", status.pausedFor().map(Duration::toMillis).orElse(null));
        facts.put("concurrentCalls", status.concurrentCalls());
        facts.put("maxConcurrentCalls", status.maxConcurrentCalls());
        return facts;
    }

    /** Rounded up. */
    private static String seconds(Duration left) {
        return left.plusMillis(999).toSeconds() + " s";
    }
}
