package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.mapping.MappingFaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The settings that every instance has, whatever its type; some defaults come from the environment. */
public final class CommonSettings {
    static final String RATE_LIMIT = "rate.limit.per.minute";
    static final String MAX_CALLS = "max.concurrent.calls";
    static final String TENANT_RATE_LIMIT = "tenant.rate.limit.per.minute";
    static final String TENANT_MAX_CALLS = "tenant.max.concurrent.calls";
    static final String PRINCIPAL_HEADER = "principal.header";
    static final String HEALTH_DEGRADED_LATENCY = "health.degraded.latency";
    static final String HEALTH_DEGRADED_ERRORS = "health.degraded.errors";
    static final String HEALTH_DOWN_ERRORS = "health.down.errors";

    private final EnvironmentDefaults environment;
    private final List<Attribute> attributes;
    private final Map<String, Attribute> byKey;

    private CommonSettings(EnvironmentDefaults environment) {
        this.environment = environment;
        this.attributes =
                CommonTable.attributes().stream().map(environment::over).toList();
        this.byKey = attributes.stream().collect(Collectors.toUnmodifiableMap(Attribute::key, Function.identity()));
    }

    /** Reads the defaults that environment variables set; pass {@link System#getenv()}. */
    public static CommonSettings of(Map<String, String> environment) {
        return new CommonSettings(new EnvironmentDefaults(environment));
    }

    /** In the order of the documentation; {@code mapping.NAME} and {@code mapping.push.NAME} stand for many keys. */
    public List<Attribute> attributes() {
        return attributes;
    }

    /** What is wrong with environment variables; their settings have the built-in default. */
    public List<Problem> problems() {
        return environment.problems();
    }

    /** Whether a key belongs to every instance, one of a mapping included. */
    public static boolean isMapping(String key) {
        return MappingFaults.isMapping(key);
    }

    boolean isCommon(String key) {
        return byKey.containsKey(key) || isMapping(key);
    }

    Optional<Attribute> attribute(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Where the default of a common setting comes from. */
    String originOfDefault(String key) {
        return environment
                .variable(key)
                .map(variable -> "environment " + variable)
                .orElse("default");
    }
}
