package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * One of the places that a request is sent to in turn.
 *
 * @param bodied whether the request's body goes along
 */
record Hop(URI uri, String method, boolean bodied) {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> READS = Set.of("GET", "HEAD");

    Origin origin() {
        return Origin.of(uri);
    }

    /**
     * Where an answer says to go on; empty if it says no such thing.
     *
     * <p>The method stays what it is, but for 303. A write, or a read with a body, goes to no stranger: what it holds is not
     * for him.
     *
     * @throws ConnectorException with UNEXPECTED_RESPONSE if it says to go where nobody should
     */
    Optional<Hop> next(Answer answer) {
        Optional<String> location = answer.headers().firstValue("Location");
        if (!REDIRECTS.contains(answer.status()) || location.isEmpty()) {
            return Optional.empty();
        }
        URI target = target(location.get(), answer);
        boolean trusted = answer.terms().origins().contains(Origin.of(target));
        boolean read = READS.contains(method) && !bodied || answer.status() == 303;
        if (origin().isSecure() && !Origin.of(target).isSecure()) {
            throw unwanted(answer, Origin.of(target), "which is not secure");
        }
        if (!trusted && !read) {
            throw unwanted(answer, Origin.of(target), "to whom neither credentials nor content are carried");
        }
        return Optional.of(
                answer.status() == 303 && !method.equals("HEAD")
                        ? new Hop(target, "GET", false)
                        : new Hop(target, method, bodied));
    }

    private URI target(String location, Answer answer) {
        try {
            URI target = uri.resolve(new URI(location.strip().replaceFirst("#.*", "")));
            String plain = Queries.without(
                    target.toString(), answer.credentials().query().keySet());
            return Address.absolute(plain).orElseThrow(() -> new URISyntaxException("", "not absolute"));
        } catch (URISyntaxException e) {
            throw new ConnectorException(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    answer.subject() + " redirects " + answer.what() + " (" + answer.status()
                            + ") to what is no URL; see" + " whether 'url' is right");
        }
    }

    private static ConnectorException unwanted(Answer answer, Origin target, String why) {
        return new ConnectorException(
                ErrorCode.UNEXPECTED_RESPONSE,
                answer.subject() + " redirects " + answer.what() + " (" + answer.status() + ") to '" + target + "', "
                        + why + "; set 'url' to it if that is where the service is");
    }
}
