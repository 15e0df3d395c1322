package dev.patchbay.registry.config;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.evidence.Thresholds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What common settings may not say, once each of them has its form. */
final class CommonRules {
    private CommonRules() {}

    static List<Problem> broken(Settings settings) {
        return Stream.of(thresholds(settings), PrincipalHeader.broken(settings))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Problem> thresholds(Settings settings) {
        Thresholds thresholds = settings.healthThresholds();
        if (thresholds.degraded() <= thresholds.down()) {
            return Optional.empty();
        }
        String written = settings.texts().containsKey(CommonSettings.HEALTH_DEGRADED_ERRORS)
                ? CommonSettings.HEALTH_DEGRADED_ERRORS
                : CommonSettings.HEALTH_DOWN_ERRORS;
        return Optional.of(Problem.ofKey(
                written,
                "'health.degraded.errors' is " + thresholds.degraded()
                        + " and more than 'health.down.errors', which is " + thresholds.down()
                        + "; lower the first or raise the second"));
    }
}
