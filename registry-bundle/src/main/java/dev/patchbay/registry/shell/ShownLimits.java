package dev.patchbay.registry.shell;

import dev.patchbay.api.LimitStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The circuit breaker and the limits of an instance, or of one tenant's calls to it, as verbs show them. */
record ShownLimits(LimitStatus status) {
    /** A person looks for the one that stands out; programs get them all. */
    private static final int MOST_TENANTS = 20;

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
        status.tenants().entrySet().stream()
                .limit(MOST_TENANTS)
                .forEach(each -> table.row("tenant " + each.getKey(), new ShownLimits(each.getValue()).share()));
        int more = status.tenants().size() - MOST_TENANTS;
        if (more > 0) {
            table.row("tenants", more + " more; --json shows them all");
        }
        return table;
    }

    /** Of one tenant, in one line. */
    private String share() {
        String requests = status.ratePerMinute().isEmpty()
                ? ""
                : ", requests " + status.ratePerMinute().getAsInt() + " a minute, "
                        + status.permits().orElse(0) + " at once now";
        return "breaker " + breaker() + ", calls now " + status.concurrentCalls() + " of " + status.maxConcurrentCalls()
                + requests;
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

    /** {@link #facts}, and those of each tenant that shares it. */
    Map<String, Object> allFacts() {
        Map<String, Object> facts = facts();
        facts.put(
                "tenants",
                status.tenants().entrySet().stream()
                        .map(each -> facts(each.getKey(), each.getValue()))
                        .toList());
        return facts;
    }

    private static Map<String, Object> facts(String tenant, LimitStatus share) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tenant", tenant);
        facts.putAll(new ShownLimits(share).facts());
        return facts;
    }

    /** Rounded up. */
    private static String seconds(Duration left) {
        return left.plusMillis(999).toSeconds() + " s";
    }
}
