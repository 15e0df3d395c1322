package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.net.URI;
import java.util.Optional;

/** Places that a service has named itself, such as that of the next page. */
final class Targets {

    private Targets() {}

    /** The same, absolute, if credentials may go there. */
    static String checked(HttpService service, String url) {
        Origin own = service.address().origin();
        String absolute = url.startsWith("/") ? own + url : url;
        Optional<URI> uri = Address.absolute(absolute);
        if (uri.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    "'" + own + "' names a place to go on at that is no URL; see whether 'url' is right");
        }
        Origin origin = Origin.of(uri.get());
        if (!service.terms().origins().contains(origin)) {
            throw new ConnectorException(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    "'" + own + "' says to go on at '" + origin + "', which is not trusted with its credentials; set"
                            + " 'url' to it if that is right");
        }
        return absolute;
    }
}
