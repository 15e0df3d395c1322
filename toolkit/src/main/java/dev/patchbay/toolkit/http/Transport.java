package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.ConnectorContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** The client of the JDK with what an instance has set for it; made at the first request, and ended with all its threads. */
final class Transport {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final ConnectorContext context;
    /** Guarded by this. */
    private OwnedClient client;
    /** Guarded by this. */
    private boolean closed;

    private Transport(ConnectorContext context) {
        this.context = context;
    }

    static Transport of(ConnectorContext context) {
        return new Transport(context);
    }

    /** @throws ConnectorException if it was closed */
    synchronized HttpClient client() {
        if (closed) {
            throw new ConnectorException(
                            ErrorCode.REMOTE_UNAVAILABLE,
                            "'" + context.id() + "' was closed meanwhile; call again by its handle")
                    .unapplied();
        }
        if (client == null) {
            client = OwnedClient.open(
                    "patchbay-http " + context.id(),
                    HttpClient.newBuilder()
                            // A connection for each request that goes on: an HTTP/2 connection of the JDK fails when
                            // more go on than the service allows on one.
                            .version(HttpClient.Version.HTTP_1_1)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .connectTimeout(CONNECT));
        }
        return client.client();
    }

    /** The proxy through which a place is spoken to. */
    Optional<String> proxyFor(URI uri) {
        return Optional.empty();
    }

    /** What the proxy is shown of a request that it does not tunnel. */
    Optional<String> proxyCredentials(URI uri) {
        return Optional.empty();
    }

    void close() {
        OwnedClient last;
        synchronized (this) {
            closed = true;
            last = client;
            client = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
