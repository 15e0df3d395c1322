package dev.patchbay.registry.config;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.evidence.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Which common settings have to go together, once each of them is sound. */
final class CommonRules {
    private CommonRules() {}

    static List<Problem> broken(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        Thresholds thresholds = settings.healthThresholds();
        requireOrder(
                settings,
                CommonSettings.HEALTH_DEGRADED_ERRORS,
                thresholds.degraded(),
                CommonSettings.HEALTH_DOWN_ERRORS,
                thresholds.down(),
                problems);
        requireOrder(
                settings,
                CommonSettings.TENANT_MAX_CALLS,
                settings.tenantMaxConcurrentCalls(),
                CommonSettings.MAX_CALLS,
                settings.maxConcurrentCalls(),
                problems);
        OptionalInt rate = settings.rateLimitPerMinute();
        if (rate.isPresent()) {
            requireOrder(
                    settings,
                    CommonSettings.TENANT_RATE_LIMIT,
                    settings.tenantRateLimitPerMinute().getAsInt(),
                    CommonSettings.RATE_LIMIT,
                    rate.getAsInt(),
                    problems);
        }
        return problems;
    }

    /** Blames the first, if it is written and not only a default. */
    private static <N extends Number & Comparable<N>> void requireOrder(
            Settings settings, String smaller, N small, String greater, N great, List<Problem> problems) {
        if (small.compareTo(great) <= 0) {
            return;
        }
        problems.add(Problem.ofKey(
                settings.texts().containsKey(smaller) ? smaller : greater,
                "'" + smaller + "' is " + small + " and more than '" + greater + "', which is " + great
                        + "; lower the first or raise the second"));
    }
}
