package dev.patchbay.benchmarks.micro;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.Supplier;

/** The same policies with the same settings as an instance has, as somebody writes them who has only resilience4j. */
final class RawPolicies {
    static final int REQUESTS_A_MINUTE = 600_000_000;
    static final int CONCURRENT_CALLS = 64;

    private RawPolicies() {}

    static <T> Supplier<T> around(Supplier<T> work) {
        Retry retry = Retry.of(
                "peer",
                RetryConfig.custom()
                        .maxAttempts(3)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(100), 2, 0.5))
                        .build());
        CircuitBreaker breaker = CircuitBreaker.of(
                "peer",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(5)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(Duration.ofSeconds(60))
                        .build());
        Bulkhead bulkhead = Bulkhead.of(
                "peer",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(CONCURRENT_CALLS)
                        .maxWaitDuration(Duration.ofSeconds(30))
                        .build());
        RateLimiter limiter = RateLimiter.of(
                "peer",
                RateLimiterConfig.custom()
                        .limitForPeriod(REQUESTS_A_MINUTE / 10)
                        .limitRefreshPeriod(Duration.ofSeconds(6))
                        .timeoutDuration(Duration.ofSeconds(30))
                        .build());
        Supplier<T> limited = RateLimiter.decorateSupplier(limiter, work);
        Supplier<T> bounded = Bulkhead.decorateSupplier(bulkhead, limited);
        Supplier<T> guarded = CircuitBreaker.decorateSupplier(breaker, bounded);
        return Retry.decorateSupplier(retry, guarded);
    }
}
