package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Through which proxy a place is spoken to: the one of the instance; else of the JVM ({@code https.proxyHost} and its like);
 * else of the environment ({@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY}). Immutable.
 */
final class ProxyRules extends ProxySelector {

    /**
     * A proxy.
     *
     * @param user with a colon and the password, if the environment has them
     */
    record Way(String host, int port, Optional<String> user) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    private final String own;
    private final Optional<Way> ownWay;
    private final DirectHosts ownDirect;
    /** By scheme. */
    private final Map<String, Optional<Way>> ofEnvironment;

    private final DirectHosts environmentDirect;

    private ProxyRules(String own, DirectHosts ownDirect, UnaryOperator<String> environment) {
        this.own = own;
        this.ownWay = way(own);
        this.ownDirect = ownDirect;
        this.ofEnvironment = Map.of(
                // One that cannot be understood was not written for us.
                "http", way(variable(environment, "http_proxy")),
                "https", way(variable(environment, "https_proxy")));
        this.environmentDirect = DirectHosts.of(variable(environment, "no_proxy"));
    }

    /** @throws ConnectorException with INVALID_CONFIG if the instance's proxy is none */
    static ProxyRules of(NetworkSettings settings, UnaryOperator<String> environment) {
        String own = settings.proxy().strip();
        if (!own.isEmpty() && !own.equals("none")) {
            way(own).filter(each -> each.user().isEmpty())
                    .orElseThrow(() -> new ConnectorException(
                            ErrorCode.INVALID_CONFIG,
                            "'proxy' is no proxy; write it like http://proxy:3128, or none, and who we are into 'proxy.user' and"
                                    + " 'proxy.password'"));
        }
        return new ProxyRules(own, DirectHosts.of(settings.no_proxy()), environment);
    }

    /** Empty for the direct way. */
    Optional<Way> find(URI uri) {
        Origin to = Origin.of(uri);
        if (own.equals("none") || ownDirect.contain(to)) {
            return Optional.empty();
        }
        if (!own.isEmpty()) {
            return ownWay;
        }
        if (System.getProperty(to.scheme() + ".proxyHost") != null) {
            return ofJvm(uri);
        }
        Optional<Way> way = ofEnvironment.get(to.scheme());
        boolean direct = way.isEmpty() || DirectHosts.isLoopback(to.host()) || environmentDirect.contain(to);
        return direct ? Optional.empty() : way;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(find(uri)
                .map(each -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(each.host(), each.port())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The request tells it.
    }

    private static Optional<Way> ofJvm(URI uri) {
        return ProxySelector.getDefault().select(uri).stream()
                .filter(each -> each.type() == Proxy.Type.HTTP)
                .map(Proxy::address)
                .map(InetSocketAddress.class::cast)
                .map(each -> new Way(each.getHostString(), each.getPort(), Optional.empty()))
                .findFirst();
    }

    private static String variable(UnaryOperator<String> environment, String name) {
        return Optional.ofNullable(environment.apply(name))
                .or(() -> Optional.ofNullable(environment.apply(name.toUpperCase(Locale.ROOT))))
                .map(String::strip)
                .orElse("");
    }

    private static Optional<Way> way(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
                return Optional.empty();
            }
            int port = uri.getPort() < 0 ? 80 : uri.getPort();
            return Optional.of(new Way(uri.getHost(), port, Optional.ofNullable(uri.getUserInfo())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
