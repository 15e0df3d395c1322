package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log what instances stand on, each news once; what is missing only when it has been missing for a while, because
 * it may be on its way. Of an instance only on the queue of its type.
 */
final class StandingReports {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** What is missing now may be on its way: a JAR is installed first and started then. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int MOST_POSTPONED = 10;

    private final Background background;
    private final SerialQueues queues;
    private final Function<String, Stream<Instance>> ofType;
    private final Consumer<Instance> refresh;
    /** Types of which something was missing, and which will be looked at again. */
    private final Set<String> lookedAtAgain = ConcurrentHashMap.newKeySet();

    /**
     * @param ofType all instances of a type
     * @param refresh brings an instance to what it should stand on by now
     */
    StandingReports(
            Background background,
            SerialQueues queues,
            Function<String, Stream<Instance>> ofType,
            Consumer<Instance> refresh) {
        this.background = background;
        this.queues = queues;
        this.ofType = ofType;
        this.refresh = refresh;
    }

    void tell(Instance instance, Standing standing) {
        if (isAbsence(standing)) {
            lookAgain(instance.id().type());
        } else {
            log(instance, standing);
        }
    }

    private void lookAgain(String type) {
        if (lookedAtAgain.add(type)) {
            lookAgain(type, MOST_POSTPONED);
        }
    }

    /** While JARs are taken in, as at a start with many, what is missing may be among them. */
    private void lookAgain(String type, int postponed) {
        background.later(PATIENCE, () -> {
            if (postponed > 0 && queues.isBusy(StandingReports::isOfJars)) {
                lookAgain(type, postponed - 1);
            } else {
                queues.submit(type, () -> tellOfAbsent(type));
            }
        });
    }

    private void tellOfAbsent(String type) {
        ofType.apply(type).filter(each -> isAbsence(each.standing())).forEach(each -> {
            refresh.accept(each);
            log(each, each.standing());
        });
        lookedAtAgain.remove(type);
    }

    /** No type has a colon in its name: these are the queues of files and of the plans that are made of them. */
    private static boolean isOfJars(String queue) {
        return queue.startsWith("file:") || queue.startsWith("deploy:");
    }

    private static void log(Instance instance, Standing standing) {
        InstanceId id = instance.id();
        if (!instance.isNews(standing)) {
            return;
        }
        standing.warnings().forEach(warning -> LOG.warn("'{}': {}", id, warning));
        if (!standing.problems().isEmpty()) {
            String rest = standing.slot() == null ? "" : " (the last good settings serve on)";
            standing.problems().forEach(problem -> LOG.warn("'{}': {}{}", id, problem, rest));
        } else if (isAbsence(standing) || standing.state() == InstanceState.INVALID) {
            LOG.warn("'{}' is {}: {}", id, standing.state(), standing.reason());
        } else {
            LOG.info("'{}' is {}: {}", id, standing.state(), standing.reason());
        }
    }

    private static boolean isAbsence(Standing standing) {
        return standing.state() == InstanceState.WAITING || standing.state() == InstanceState.INCOMPATIBLE;
    }
}
