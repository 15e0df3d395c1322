package dev.patchbay.registry.config;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import java.util.List;

/** What a connector has to say of settings that are sound one by one. */
@FunctionalInterface
public interface ConnectorRules {

    /** Of a connector that has no rules beyond its schema. */
    ConnectorRules NONE = settings -> Verdict.SOUND;

    /** Returns in bounded time and never fails; may run code of the connector, so it is not called under a lock. */
    Verdict judge(Settings settings);

    /** The instance is gone: what was remembered of it can go too. */
    default void forget(InstanceId id) {}

    /**
     * What was found.
     *
     * @param problems each makes the settings unusable
     * @param warnings block nothing
     */
    record Verdict(List<Problem> problems, List<Problem> warnings) {

        /** Nothing is wrong. */
        public static final Verdict SOUND = new Verdict(List.of(), List.of());

        public Verdict {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }
}
