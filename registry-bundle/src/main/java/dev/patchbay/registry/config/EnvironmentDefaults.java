package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Defaults of common settings that environment variables set. */
final class EnvironmentDefaults {
    private static final Map<String, String> VARIABLES = Map.of(
            "timeout", "CONNECTOR_TIMEOUT_MS",
            "retry.max.attempts", "CONNECTOR_RETRY_MAX_ATTEMPTS",
            "retry.delay", "CONNECTOR_RETRY_BASE_DELAY_MS",
            "breaker.failure.threshold", "CONNECTOR_CIRCUIT_BREAKER_THRESHOLD");

    private final Map<String, String> environment;
    private final Map<String, String> taken = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The setting with the default of the environment, if it can have one and that is sound; its description tells of it. */
    Attribute over(Attribute builtIn) {
        String variable = VARIABLES.get(builtIn.key());
        if (variable == null) {
            return builtIn;
        }
        Attribute told = CommonTable.copy(builtIn)
                .description(builtIn.description() + "; " + variable + " gives another default")
                .build();
        String text = environment.get(variable);
        return text == null || text.isBlank() ? told : over(told, variable, text);
    }

    /** What is wrong with variables; their settings have the built-in default. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The variable that has set the default of a setting. */
    Optional<String> variable(String key) {
        return Optional.ofNullable(taken.get(key));
    }

    private Attribute over(Attribute told, String variable, String text) {
        boolean millis = variable.endsWith("_MS");
        String value = millis ? text.trim() + "ms" : text.trim();
        if (AttributeValue.fault(told, value).isPresent() || !isPositive(text.trim())) {
            problems.add(Problem.ofKey(
                    told.key(),
                    "environment variable '" + variable + "' is '" + text + "'; write a whole number"
                            + (millis ? " of milliseconds" : "") + " from 1; until then it is "
                            + told.defaults().get(0)));
            return told;
        }
        taken.put(told.key(), variable);
        return CommonTable.copy(told).defaults(List.of(value)).build();
    }

    private static boolean isPositive(String text) {
        return text.matches("0*[1-9]\\d*");
    }
}
