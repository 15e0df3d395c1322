package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import java.util.List;

/** The settings that every instance has, with their built-in defaults and bounds, in the order of the documentation. */
final class CommonTable {

    /** No wait is longer, so that no sum of times overflows. */
    private static final String LONGEST = "365d";

    private CommonTable() {}

    static List<Attribute> attributes() {
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
                                CommonSettings.RATE_LIMIT,
                                Type.INTEGER,
                                null,
                                "Requests a minute, spent in tenths; none: no limit"),
                        "1"),
                least(of(CommonSettings.MAX_CALLS, Type.INTEGER, "64", "Calls at the same time; more wait"), "1"),
                least(
                        of(
                                CommonSettings.TENANT_RATE_LIMIT,
                                Type.INTEGER,
                                null,
                                "With shared=true: requests a minute of each other tenant; none: half of those of all"),
                        "1"),
                least(
                        of(
                                CommonSettings.TENANT_MAX_CALLS,
                                Type.INTEGER,
                                null,
                                "With shared=true: calls of each other tenant at the same time; none: half of those of all"),
                        "1"),
                of("isolated", Type.BOOLEAN, "false", "true: calls run on the runtime's threads and surely return"),
                PrincipalHeader.named(of(
                        CommonSettings.PRINCIPAL_HEADER,
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
                                        CommonSettings.HEALTH_DEGRADED_LATENCY,
                                        Type.DURATION,
                                        "2s",
                                        "DEGRADED if 5 % of the latest calls take longer"),
                                "1ms"),
                        LONGEST),
                most(
                        least(
                                of(
                                        CommonSettings.HEALTH_DEGRADED_ERRORS,
                                        Type.DOUBLE,
                                        "0.1",
                                        "DEGRADED if a greater share of the latest calls fails"),
                                "0"),
                        "1"),
                most(
                        least(
                                of(
                                        CommonSettings.HEALTH_DOWN_ERRORS,
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

    private static Attribute of(String key, Type type, String builtIn, String description) {
        return Attribute.builder(key, type)
                .description(description)
                .defaults(builtIn == null ? List.of() : List.of(builtIn))
                .build();
    }

    private static Attribute least(Attribute attribute, String minimum) {
        return copy(attribute).minimum(minimum).build();
    }

    private static Attribute most(Attribute attribute, String maximum) {
        return copy(attribute).maximum(maximum).build();
    }

    /** To be changed in what a common setting has. */
    static Attribute.Builder copy(Attribute attribute) {
        return Attribute.builder(attribute.key(), attribute.type())
                .description(attribute.description())
                .defaults(attribute.defaults())
                .minimum(attribute.minimum().orElse(null))
                .maximum(attribute.maximum().orElse(null));
    }
}
