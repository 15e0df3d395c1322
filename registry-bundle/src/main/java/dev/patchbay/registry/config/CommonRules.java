package dev.patchbay.registry.config;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.evidence.Thresholds;
import java.util.List;

/** Which common settings have to go together, once each of them is sound. */
final class CommonRules {
    private CommonRules() {}

    static List<Problem> broken(Settings settings) {
        Thresholds thresholds = settings.healthThresholds();
        if (thresholds.degraded() <= thresholds.down()) {
            return List.of();
        }
        String written = settings.texts().containsKey(CommonSettings.HEALTH_DEGRADED_ERRORS)
                ? CommonSettings.HEALTH_DEGRADED_ERRORS
                : CommonSettings.HEALTH_DOWN_ERRORS;
        return List.of(Problem.ofKey(
                written,
                "'health.degraded.errors' is " + thresholds.degraded()
                        + " and more than 'health.down.errors', which is " + thresholds.down()
                        + "; lower the first or raise the second"));
    }
}
