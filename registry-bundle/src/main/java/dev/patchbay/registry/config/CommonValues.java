package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.registry.evidence.Thresholds;
import dev.patchbay.registry.mapping.RecordMapping;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.osgi.framework.VersionRange;

/** The common settings of an instance, ready for use at every call; shared by all instances that set none of them. */
final class CommonValues {
    final boolean enabled;
    final String description;
    final int priority;
    final Optional<VersionRange> version;
    final boolean shared;
    final Duration timeout;
    final int retryMaxAttempts;
    final Duration retryDelay;
    final double retryMultiplier;
    final double retryJitter;
    final int breakerFailureThreshold;
    final Duration breakerOpenDuration;
    final OptionalInt rateLimitPerMinute;
    final int maxConcurrentCalls;
    final OptionalInt tenantRateLimitPerMinute;
    final int tenantMaxConcurrentCalls;
    final boolean isolated;
    final Optional<String> principalHeader;
    final Duration healthTtl;
    final Optional<Duration> healthInterval;
    final Thresholds healthThresholds;
    final Duration drainTimeout;
    final RecordMapping mapping;

    /** {@code texts} are those of the instance, all of them sound. */
    CommonValues(CommonSettings common, Map<String, String> texts) {
        Function<String, Object> value = key -> value(common, texts, key);
        enabled = (Boolean) value.apply("enabled");
        description = Objects.requireNonNullElse((String) value.apply("description"), "");
        priority = (Integer) value.apply("priority");
        version = Optional.ofNullable((VersionRange) value.apply("version"));
        shared = (Boolean) value.apply("shared");
        timeout = (Duration) value.apply("timeout");
        retryMaxAttempts = (Integer) value.apply("retry.max.attempts");
        retryDelay = (Duration) value.apply("retry.delay");
        retryMultiplier = (Double) value.apply("retry.multiplier");
        retryJitter = (Double) value.apply("retry.jitter");
        breakerFailureThreshold = (Integer) value.apply("breaker.failure.threshold");
        breakerOpenDuration = (Duration) value.apply("breaker.open.duration");
        rateLimitPerMinute = optional((Integer) value.apply(CommonSettings.RATE_LIMIT));
        maxConcurrentCalls = (Integer) value.apply(CommonSettings.MAX_CALLS);
        tenantRateLimitPerMinute = share((Integer) value.apply(CommonSettings.TENANT_RATE_LIMIT), rateLimitPerMinute);
        tenantMaxConcurrentCalls = share(
                        (Integer) value.apply(CommonSettings.TENANT_MAX_CALLS), OptionalInt.of(maxConcurrentCalls))
                .getAsInt();
        isolated = (Boolean) value.apply("isolated");
        principalHeader = Optional.ofNullable((String) value.apply(CommonSettings.PRINCIPAL_HEADER))
                .filter(name -> !name.isBlank());
        healthTtl = (Duration) value.apply("health.ttl");
        healthInterval = Optional.ofNullable((Duration) value.apply("health.interval"));
        healthThresholds = new Thresholds(
                (Integer) value.apply("health.min.calls"),
                (Duration) value.apply(CommonSettings.HEALTH_DEGRADED_LATENCY),
                (Double) value.apply(CommonSettings.HEALTH_DEGRADED_ERRORS),
                (Double) value.apply(CommonSettings.HEALTH_DOWN_ERRORS));
        drainTimeout = (Duration) value.apply("drain.timeout");
        mapping = RecordMapping.of(texts);
    }

    /** Half of the total, rounded up, if none is set: what one tenant leaves is enough for the next. */
    private static OptionalInt share(Integer set, OptionalInt total) {
        if (set != null || total.isEmpty()) {
            return optional(set);
        }
        return OptionalInt.of(total.getAsInt() - total.getAsInt() / 2);
    }

    private static OptionalInt optional(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Null if there is neither a value nor a default. */
    private static Object value(CommonSettings common, Map<String, String> texts, String key) {
        Attribute attribute = common.attribute(key).orElseThrow();
        String text = texts.get(key);
        if (text == null) {
            return attribute.defaults().isEmpty()
                    ? null
                    : AttributeValue.of(attribute, attribute.defaults().get(0));
        }
        return AttributeValue.of(attribute, text);
    }
}
