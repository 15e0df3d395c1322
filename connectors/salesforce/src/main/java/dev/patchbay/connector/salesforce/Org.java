package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.http.ErrorRules;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.token.TokenAuthentication;
import java.net.URI;
import java.util.Set;

/**
 * An organization's REST interface. Where it lies is told along with the token, so each request goes where the token of now
 * says, and the token to nobody else. Thread-safe.
 */
final class Org implements AutoCloseable {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final ErrorRules RULES = Meaning.rules();

    private final HttpService login;
    private final TokenAuthentication tokens;
    private final String base;

    Org(ConnectorContext context, Settings settings) {
        this.login = HttpService.builder(context, settings.url())
                .errors(RULES)
                .compressed()
                .build();
        this.tokens = Access.of(context, settings, login);
        this.base = "/services/data/" + settings.api_version().strip();
    }

    /**
     * Begins a request of the version in the settings.
     *
     * @param path behind the version, such as {@code /query}
     */
    Request request(String method, String path, CallContext call) {
        return login.at(instance(call), RULES).with(tokens).request(method, base + path);
    }

    /** What the paths of all requests begin with. */
    String base() {
        return base;
    }

    @Override
    public void close() {
        login.close();
    }

    private String instance(CallContext call) {
        String url = tokens.token(call).answer().text("/instance_url").orElse("");
        if (!isSound(url)) {
            throw new ConnectorException(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    "the answer with the token names no 'instance_url' that begins with https; see whether 'url' is where"
                            + " one signs in to Salesforce");
        }
        return url;
    }

    private static boolean isSound(String url) {
        try {
            URI uri = URI.create(url);
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            return uri.getHost() != null && (secure || LOOPBACK.contains(uri.getHost()));
        } catch (IllegalArgumentException odd) {
            return false;
        }
    }
}
