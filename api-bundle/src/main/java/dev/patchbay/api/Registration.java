package dev.patchbay.api;

import org.osgi.annotation.versioning.ProviderType;

/** A type that was added by {@link ConnectorRegistry#register}. */
@ProviderType
public interface Registration extends AutoCloseable {

    /** Takes the type away again, after its calls in flight have ended; doing it twice is doing it once. */
    @Override
    void close();
}
