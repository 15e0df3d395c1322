package dev.patchbay.api;

import dev.patchbay.model.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Version;

/** One attempt of a call, told when it has ended. Immutable. */
@ProviderType
public interface CallAttempt {

    /** From 1. */
    int number();

    /** The version of the connector that made it; empty if none was reached. */
    Optional<Version> version();

    Duration took();

    /** Why it failed; empty if it succeeded. */
    Optional<ErrorCode> error();

    /** The sentence of the failure, without secrets; empty if it succeeded. */
    Optional<String> message();

    /** How long the call waits before its next attempt; empty if this was the last. */
    Optional<Duration> retryIn();
}
