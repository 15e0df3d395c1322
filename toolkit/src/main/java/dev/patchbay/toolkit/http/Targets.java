package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

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

    /** @param from what is asked now; made only if that has to be known */
    static Optional<String> place(HttpService service, Supplier<URI> from, String url, Collection<String> within) {
        Origin own = service.address().origin();
        String stripped = url.strip();
        boolean whole = stripped.startsWith("http://") || stripped.startsWith("https://");
        return (whole ? Address.absolute(stripped) : absolute(from.get(), stripped))
                .filter(each -> service.terms().origins().contains(Origin.of(each)))
                .filter(each -> isWithin(service.address().path(), from, each, within))
                .map(each -> Origin.of(each).equals(own) ? relative(each) : each.toString());
    }

    /** Written by hand where {@link URI#resolve} follows an older standard. */
    static Optional<URI> absolute(URI from, String url) {
        if (url.startsWith("/") && !url.startsWith("//")) {
            return Address.absolute(Origin.of(from) + url);
        }
        if (url.startsWith("?")) {
            return Address.absolute(Origin.of(from) + from.getRawPath() + url);
        }
        try {
            return Address.absolute(from.resolve(url).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isWithin(String base, Supplier<URI> from, URI target, Collection<String> within) {
        String path = target.getRawPath();
        boolean plain = target.normalize().equals(target)
                && !path.toLowerCase(Locale.ROOT).contains("%2e")
                && !path.contains("//");
        return plain
                && (within.stream().anyMatch(each -> path.startsWith(base + each))
                        || path.equals(from.get().getRawPath()));
    }

    private static String relative(URI uri) {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
