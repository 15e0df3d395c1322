package dev.patchbay.api;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** One request to the external system, as the connector announces it. Immutable. */
@ProviderType
public interface CallRequest {

    /** The attempt it belongs to, from 1. */
    int attempt();

    /** What is done, such as {@code GET} or {@code SELECT}. */
    String method();

    /** To what: a path without its query, and without anything secret. */
    String endpoint();

    Instant at();
}
