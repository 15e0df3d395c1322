package dev.patchbay.registry;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.resilience.BreakerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code why} says of a circuit breaker. */
final class BreakerSentence {
    /** A person looks for the one that stands out. */
    private static final int MOST = 20;

    private BreakerSentence() {}

    /** Empty for one that is closed by itself: there is nothing to explain. */
    static Optional<String> of(InstanceId id, BreakerState breaker) {
        return of("its circuit breaker", breaker, "; 'breaker " + id + " reset' ends that");
    }

    /** Of the tenants with which it is shared, for whoever runs the runtime. */
    static List<String> ofTenants(Instance instance) {
        List<String> sentences = new ArrayList<>();
        instance.tenantBreakers()
                .forEach((tenant, breaker) -> of(
                                "its circuit breaker for tenant '" + tenant + "'",
                                breaker,
                                "; 'breaker " + instance.id() + " reset --tenant " + tenant + "' ends that")
                        .ifPresent(sentences::add));
        if (sentences.size() <= MOST) {
            return sentences;
        }
        List<String> some = new ArrayList<>(sentences.subList(0, MOST));
        some.add("so are those for " + (sentences.size() - MOST) + " more tenants; 'info " + instance.id()
                + " --json' shows them all");
        return some;
    }

    /** For a tenant with which it is shared. */
    static Optional<String> ofTenant(String tenant, BreakerState breaker) {
        return of("its circuit breaker for tenant '" + tenant + "'", breaker, "");
    }

    private static Optional<String> of(String subject, BreakerState breaker, String remedy) {
        return switch (breaker.breaker()) {
            case CLOSED -> Optional.empty();
            case OPEN ->
                Optional.of(subject + " is open for another " + text(Duration.ofNanos(breaker.openNanos()))
                        + because(breaker) + remedy);
            case HALF_OPEN -> Optional.of(subject + " lets one call through to try" + because(breaker) + remedy);
            case FORCED_OPEN -> Optional.of(subject + " was opened by an operator, so that no call passes" + remedy);
            case FORCED_CLOSED ->
                Optional.of(subject + " was closed by an operator, so that every call passes" + remedy);
        };
    }

    /** In whole seconds, rounded up. */
    static String text(Duration left) {
        return left.plusMillis(999).toSeconds() + " s";
    }

    private static String because(BreakerState breaker) {
        return ", after " + breaker.failures() + (breaker.failures() == 1 ? " failure" : " failures in a row")
                + (breaker.lastCode() == null
                        ? ""
                        : ", the last with " + breaker.lastCode() + " (" + breaker.lastMessage() + ")");
    }
}
