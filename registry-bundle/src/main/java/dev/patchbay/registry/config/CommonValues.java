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

/** The common settings of an instance, ready for use at every call; shared by all instances that set none of them. Immutable. */
public final class CommonValues {
    private final boolean enabled;
    private final String description;
    private final int priority;
    private final boolean shared;
    private final Duration timeout;
    private final int retryMaxAttempts;
    private final Duration retryDelay;
    private final double retryMultiplier;
    private final double retryJitter;
    private final int breakerFailureThreshold;
    private final Duration breakerOpenDuration;
    private final OptionalInt rateLimitPerMinute;
    private final int maxConcurrentCalls;
    private final OptionalInt tenantRateLimitPerMinute;
    private final int tenantMaxConcurrentCalls;
    private final boolean isolated;
    private final Optional<String> principalHeader;
    private final Duration healthTtl;
    private final Optional<Duration> healthInterval;
    private final Thresholds healthThresholds;
    private final Duration drainTimeout;
    private final RecordMapping mapping;

    /** {@code texts} are those of the instance, all of them sound. */
    CommonValues(CommonSettings common, Map<String, String> texts) {
        Function<String, Object> value = key -> value(common, texts, key);
        enabled = (Boolean) value.apply("enabled");
        description = Objects.requireNonNullElse((String) value.apply("description"), "");
        priority = (Integer) value.apply("priority");
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

    public boolean enabled() {
        return enabled;
    }

    /** Empty text if there is none. */
    public String description() {
        return description;
    }

    /** Greater is preferred. */
    public int priority() {
        return priority;
    }

    /** Of a whole call: attempts and waits. */
    public Duration timeout() {
        return timeout;
    }

    /** The first attempt included. */
    public int retryMaxAttempts() {
        return retryMaxAttempts;
    }

    public Duration retryDelay() {
        return retryDelay;
    }

    public double retryMultiplier() {
        return retryMultiplier;
    }

    /** From 0 to 1. */
    public double retryJitter() {
        return retryJitter;
    }

    public int breakerFailureThreshold() {
        return breakerFailureThreshold;
    }

    public Duration breakerOpenDuration() {
        return breakerOpenDuration;
    }

    /** Empty: no limit. */
    public OptionalInt rateLimitPerMinute() {
        return rateLimitPerMinute;
    }

    public int maxConcurrentCalls() {
        return maxConcurrentCalls;
    }

    /** Of each tenant that it is shared with; empty: no limit but that of all. */
    public OptionalInt tenantRateLimitPerMinute() {
        return tenantRateLimitPerMinute;
    }

    /** Of each tenant that it is shared with. */
    public int tenantMaxConcurrentCalls() {
        return tenantMaxConcurrentCalls;
    }

    public boolean isolated() {
        return isolated;
    }

    /** The header in which requests tell who made the call; empty: none does. */
    public Optional<String> principalHeader() {
        return principalHeader;
    }

    public Duration healthTtl() {
        return healthTtl;
    }

    /** How often it is checked unasked; empty: never. */
    public Optional<Duration> healthInterval() {
        return healthInterval;
    }

    /** What its calls may be like until it is no longer UP. */
    public Thresholds healthThresholds() {
        return healthThresholds;
    }

    public Duration drainTimeout() {
        return drainTimeout;
    }

    /** Which fields of records come from where, and go where. */
    public RecordMapping mapping() {
        return mapping;
    }

    /** As it is set; only of instances of the tenant {@code default} it says something, see {@link Settings#shared}. */
    boolean shared() {
        return shared;
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
