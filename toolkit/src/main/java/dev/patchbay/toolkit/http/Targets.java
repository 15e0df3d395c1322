package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

    /** @param from what is asked now */
    static Optional<String> place(HttpService service, Destination from, String url, Collection<String> within) {
        Optional<URI> target = target(from, url.strip());
        if (target.isEmpty()) {
            return Optional.empty();
        }
        URI uri = target.get();
        Origin origin = Origin.of(uri);
        if (!service.terms().origins().contains(origin)
                || !isWithin(service.address().path(), from, uri, within)) {
            return Optional.empty();
        }
        return Optional.of(origin.equals(service.address().origin()) ? relative(uri) : uri.toString());
    }

    private static Optional<URI> target(Destination from, String url) {
        if (url.startsWith("http://") || url.startsWith("https://")) {
            return Address.absolute(url);
        }
        return isOfRoot(url) ? Address.absolute(from.origin() + url) : absolute(from.uri(Set.of()), url);
    }

    /** Written by hand where {@link URI#resolve} follows an older standard. */
    static Optional<URI> absolute(URI from, String url) {
        if (isOfRoot(url)) {
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

    private static boolean isOfRoot(String url) {
        return url.startsWith("/") && !url.startsWith("//");
    }

    private static boolean isWithin(String base, Destination from, URI target, Collection<String> within) {
        String path = target.getRawPath();
        boolean plain = target.normalize().equals(target)
                && !path.toLowerCase(Locale.ROOT).contains("%2e")
                && !path.contains("//");
        if (!plain) {
            return false;
        }
        for (String each : within) {
            if (path.startsWith(base + each)) {
                return true;
            }
        }
        return path.equals(from.uri(Set.of()).getRawPath());
    }

    private static String relative(URI uri) {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
