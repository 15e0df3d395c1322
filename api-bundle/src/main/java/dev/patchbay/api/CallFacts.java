package dev.patchbay.api;

import dev.patchbay.model.InstanceId;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What is known of a call when it begins, and stays so; the same object in all its events. Immutable. */
@ProviderType
public interface CallFacts {

    InstanceId id();

    /** {@code pull}, {@code push}, {@code receive}, {@code operations}, {@code health} or {@code invoke NAME}. */
    String operation();

    /** The caller's, or made up; the same over all attempts, and over all pages of a {@code pullAll}. */
    String correlationId();

    /** On whose behalf it is made: the instance's tenant, or the one that calls an instance shared with it. */
    String tenant();

    /** Who made it, as the caller says. */
    Optional<String> principal();

    Instant startedAt();
}
