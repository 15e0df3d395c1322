package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.tls.Tls;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The client of the JDK with what an instance has set for it; made at the first request, and ended with all its threads. */
final class Transport {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final InstanceId id;
    private final NetworkSettings settings;
    private final Function<String, Secret> secrets;
    private final Tls tls;
    private final ProxyRules proxies;
    /** Guarded by this. */
    private OwnedClient client;
    /** Guarded by this. */
    private boolean closed;

    private Transport(ConnectorContext context, UnaryOperator<String> environment) {
        this.id = context.id();
        this.settings = context.config(NetworkSettings.class);
        this.secrets = context::secret;
        this.tls = Tls.of(context, environment);
        this.proxies = ProxyRules.of(settings, environment);
    }

    /** @throws ConnectorException with INVALID_CONFIG if the instance's proxy is none */
    static Transport of(ConnectorContext context, UnaryOperator<String> environment) {
        return new Transport(context, environment);
    }

    /** @throws ConnectorException if it was closed, or with INVALID_CONFIG for files that are of no use */
    synchronized HttpClient client() {
        if (closed) {
            throw new ConnectorException(
                            ErrorCode.REMOTE_UNAVAILABLE, "'" + id + "' was closed meanwhile; call again by its handle")
                    .unapplied();
        }
        if (client == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    // A connection for each request that goes on: an HTTP/2 connection of the JDK fails when more go on
                    // than the service allows on one.
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .proxy(proxies);
            tls.context().ifPresent(builder::sslContext);
            client = OwnedClient.open("patchbay-http " + id, builder);
        }
        return client.client();
    }

    /** The proxy through which a place is spoken to. */
    Optional<String> proxyFor(URI uri) {
        return proxies.find(uri).map(String::valueOf);
    }

    /** What the proxy is shown. */
    Optional<String> proxyCredentials(URI uri) {
        return proxies.find(uri)
                .flatMap(each -> settings.proxy_user().isEmpty()
                        ? each.user()
                        : Optional.of(settings.proxy_user() + ":"
                                + secrets.apply("proxy.password").reveal()))
                .map(each -> "Basic " + Base64.getEncoder().encodeToString(each.getBytes(StandardCharsets.UTF_8)));
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
