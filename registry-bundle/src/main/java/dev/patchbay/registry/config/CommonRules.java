package dev.patchbay.registry.config;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.evidence.Thresholds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What common settings may not say, once each of them has its form. */
final class CommonRules {
    private CommonRules() {}

    static List<Problem> broken(Settings settings) {
        return Stream.of(thresholds(settings), places(settings), requests(settings), PrincipalHeader.broken(settings))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Problem> thresholds(Settings settings) {
        Thresholds thresholds = settings.common().healthThresholds();
        return order(
                settings,
                CommonSettings.HEALTH_DEGRADED_ERRORS,
                thresholds.degraded(),
                CommonSettings.HEALTH_DOWN_ERRORS,
                thresholds.down());
    }

    private static Optional<Problem> places(Settings settings) {
        return order(
                settings,
                CommonSettings.TENANT_MAX_CALLS,
                settings.common().tenantMaxConcurrentCalls(),
                CommonSettings.MAX_CALLS,
                settings.common().maxConcurrentCalls());
    }

    private static Optional<Problem> requests(Settings settings) {
        OptionalInt total = settings.common().rateLimitPerMinute();
        return total.isEmpty()
                ? Optional.empty()
                : order(
                        settings,
                        CommonSettings.TENANT_RATE_LIMIT,
                        settings.common().tenantRateLimitPerMinute().getAsInt(),
                        CommonSettings.RATE_LIMIT,
                        total.getAsInt());
    }

    /** Blames the smaller one, if it is written and not only a default. */
    private static <N extends Number & Comparable<N>> Optional<Problem> order(
            Settings settings, String smaller, N small, String greater, N great) {
        if (small.compareTo(great) <= 0) {
            return Optional.empty();
        }
        return Optional.of(Problem.ofKey(
                settings.texts().containsKey(smaller) ? smaller : greater,
                "'" + smaller + "' is " + small + " and more than '" + greater + "', which is " + great
                        + "; lower the first or raise the second"));
    }
}
