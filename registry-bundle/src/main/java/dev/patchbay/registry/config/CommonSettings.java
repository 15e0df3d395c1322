package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.mapping.MappingFaults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that every instance has, whatever its type; some defaults come from the environment. */
public final class CommonSettings {

    /** No wait is longer, so that no sum of times overflows. */
    private static final String LONGEST = "365d";

    static final String PRINCIPAL_HEADER = "principal.header";
    static final String HEALTH_DEGRADED_LATENCY = "health.degraded.latency";
    static final String HEALTH_DEGRADED_ERRORS = "health.degraded.errors";
    static final String HEALTH_DOWN_ERRORS = "health.down.errors";

    private static final Map<String, String> VARIABLES = Map.of(
            "timeout", "CONNECTOR_TIMEOUT_MS",
            "retry.max.attempts", "CONNECTOR_RETRY_MAX_ATTEMPTS",
            "retry.delay", "CONNECTOR_RETRY_BASE_DELAY_MS",
            "breaker.failure.threshold", "CONNECTOR_CIRCUIT_BREAKER_THRESHOLD");

    private final Map<String, String> environment;
    private final Map<String, String> fromEnvironment = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Attribute> attributes;
    private final Map<String, Attribute> byKey = new HashMap<>();

    private CommonSettings(Map<String, String> environment) {
        this.environment = environment;
        this.attributes = table();
        attributes.forEach(attribute -> byKey.put(attribute.key(), attribute));
    }

    /** Reads the defaults that environment variables set; pass {@link System#getenv()}. */
    public static CommonSettings of(Map<String, String> environment) {
        return new CommonSettings(environment);
    }

    /** In the order of the documentation; {@code mapping.NAME} and {@code mapping.push.NAME} stand for many keys. */
    public List<Attribute> attributes() {
        return attributes;
    }

    /** What is wrong with environment variables; their settings have the built-in default. */
    public List<Problem> problems() {
        return List.copyOf(problems);
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
        String variable = fromEnvironment.get(key);
        return variable == null ? "default" : "environment " + variable;
    }

    private List<Attribute> table() {
        return List.of(
                of("enabled", Type.BOOLEAN, "true", "false: no outbound request is made"),
                of("description", Type.STRING, null, "What the instance is for"),
                of("priority", Type.INTEGER, "0", "Routing prefers the instance with the highest"),
                of("version", Type.VERSION_RANGE, null, "Pins the instance to versions of its type, such as [1.2,2)"),
                of("shared", Type.BOOLEAN, "false", "On an instance of the tenant default: other tenants may use it"),
                most(
                        least(
                                of(
                                        "timeout",
                                        Type.DURATION,
                                        "30s",
                                        "How long a call may take, attempts and waits included"),
                                "1ms"),
                        LONGEST),
                least(of("retry.max.attempts", Type.INTEGER, "3", "Attempts of one call, the first included"), "1"),
                most(
                        least(of("retry.delay", Type.DURATION, "100ms", "Wait before the second attempt"), "0ms"),
                        LONGEST),
                least(of("retry.multiplier", Type.DOUBLE, "2", "How many times as long each wait is as the last"), "1"),
                most(least(of("retry.jitter", Type.DOUBLE, "0.5", "Share of a wait that is left to chance"), "0"), "1"),
                most(
                        least(
                                of(
                                        "breaker.failure.threshold",
                                        Type.INTEGER,
                                        "5",
                                        "Failures in a row after which calls are refused"),
                                "1"),
                        "1000"),
                most(
                        least(
                                of(
                                        "breaker.open.duration",
                                        Type.DURATION,
                                        "60s",
                                        "How long they are refused before one may try"),
                                "1ms"),
                        LONGEST),
                least(
                        of(
                                "rate.limit.per.minute",
                                Type.INTEGER,
                                null,
                                "Requests a minute, spent in tenths; none: no limit"),
                        "1"),
                least(of("max.concurrent.calls", Type.INTEGER, "64", "Calls at the same time; more wait"), "1"),
                of("isolated", Type.BOOLEAN, "false", "true: calls run on the runtime's threads and surely return"),
                PrincipalHeader.named(of(
                        PRINCIPAL_HEADER,
                        Type.STRING,
                        null,
                        "Requests over HTTP tell who made the call in this header; none: they do not")),
                most(
                        least(of("health.ttl", Type.DURATION, "60s", "How long a health check's result holds"), "0ms"),
                        LONGEST),
                most(
                        least(
                                of("health.interval", Type.DURATION, null, "Checks that often unasked; none: never"),
                                "1s"),
                        LONGEST),
                most(
                        least(
                                of("health.min.calls", Type.INTEGER, "10", "Calls that shares of them are told from"),
                                "1"),
                        "128"),
                most(
                        least(
                                of(
                                        HEALTH_DEGRADED_LATENCY,
                                        Type.DURATION,
                                        "2s",
                                        "DEGRADED if 5 % of the latest calls take longer"),
                                "1ms"),
                        LONGEST),
                most(
                        least(
                                of(
                                        HEALTH_DEGRADED_ERRORS,
                                        Type.DOUBLE,
                                        "0.1",
                                        "DEGRADED if a greater share of the latest calls fails"),
                                "0"),
                        "1"),
                most(
                        least(
                                of(
                                        HEALTH_DOWN_ERRORS,
                                        Type.DOUBLE,
                                        "0.5",
                                        "DOWN if a greater share of the latest calls fails"),
                                "0"),
                        "1"),
                most(
                        least(
                                of("drain.timeout", Type.DURATION, "30s", "How long calls may go on after a change"),
                                "0ms"),
                        LONGEST),
                of(
                        "mapping.NAME",
                        Type.STRING,
                        null,
                        "The field NAME is filled from this path in what is pulled, see docs/mapping.md"),
                of(
                        "mapping.push.NAME",
                        Type.STRING,
                        null,
                        "The field NAME is sent to this path in what is pushed, see docs/mapping.md"));
    }

    private Attribute of(String key, Type type, String builtIn, String description) {
        String variable = VARIABLES.get(key);
        Attribute.Builder builder = Attribute.builder(key, type)
                .description(variable == null ? description : description + "; " + variable + " gives another default");
        if (builtIn == null) {
            return builder.build();
        }
        Attribute attribute = builder.defaults(List.of(builtIn)).build();
        String text = variable == null ? null : environment.get(variable);
        if (text == null || text.isBlank()) {
            return attribute;
        }
        String value = variable.endsWith("_MS") ? text.trim() + "ms" : text.trim();
        Optional<String> fault = AttributeValue.fault(attribute, value);
        if (fault.isPresent() || !isPositive(text.trim())) {
            problems.add(Problem.ofKey(
                    key,
                    "environment variable '" + variable + "' is '" + text + "'; write a whole number"
                            + (variable.endsWith("_MS") ? " of milliseconds" : "") + " from 1; until then it is "
                            + builtIn));
            return attribute;
        }
        fromEnvironment.put(key, variable);
        return builder.defaults(List.of(value)).build();
    }

    private static boolean isPositive(String text) {
        return text.matches("0*[1-9]\\d*");
    }

    private static Attribute least(Attribute attribute, String minimum) {
        return copy(attribute).minimum(minimum).build();
    }

    private static Attribute most(Attribute attribute, String maximum) {
        return copy(attribute)
                .maximum(maximum)
                .minimum(attribute.minimum().orElse(null))
                .build();
    }

    static Attribute.Builder copy(Attribute attribute) {
        return Attribute.builder(attribute.key(), attribute.type())
                .description(attribute.description())
                .defaults(attribute.defaults());
    }
}
