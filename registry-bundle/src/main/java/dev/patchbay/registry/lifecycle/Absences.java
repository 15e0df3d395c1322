package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import java.util.Optional;
import org.osgi.framework.VersionRange;

/** Tells why no version can serve an instance. */
@FunctionalInterface
public interface Absences {

    /**
     * @param state WAITING, INCOMPATIBLE, or INVALID if it is the instance's name that is wrong
     * @param reason one sentence with the remedy
     */
    record Absence(InstanceState state, String reason) {}

    /** @param range what the instance is pinned to */
    Absence explain(InstanceId id, Optional<VersionRange> range);
}
