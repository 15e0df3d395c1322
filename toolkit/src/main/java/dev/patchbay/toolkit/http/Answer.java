package dev.patchbay.toolkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What came back from the last of the hops of a request, and all that a sentence about it needs. */
final class Answer implements AutoCloseable {
    /** Without a body where a proxy refuses to tunnel. */
    private final HttpResponse<IncomingBody> response;

    private final Request request;
    private final Credentials credentials;

    Answer(HttpResponse<IncomingBody> response, Request request, Credentials credentials) {
        this.response = response;
        this.request = request;
        this.credentials = credentials;
    }

    int status() {
        return response.statusCode();
    }

    HttpHeaders headers() {
        return response.headers();
    }

    URI uri() {
        return response.uri();
    }

    /** Its content as it comes in, which was asked for as a {@link StreamedBody}. */
    InputStream stream() {
        return response.body() instanceof StreamedBody streamed ? streamed : InputStream.nullInputStream();
    }

    /** All of its content, which was asked for as a {@link WholeBody}; once. */
    byte[] content() throws IOException {
        return response.body() instanceof WholeBody whole ? whole.bytes() : new byte[0];
    }

    /** Takes no more of its content. */
    @Override
    public void close() {
        if (response.body() != null) {
            response.body().close();
        }
    }

    Origin origin() {
        return Origin.of(uri());
    }

    Terms terms() {
        return request.service().terms();
    }

    Credentials credentials() {
        return credentials;
    }

    /** Who answered, as sentences begin. */
    String subject() {
        return "'" + origin() + "'";
    }

    boolean isOfRead() {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    /** What was asked. */
    String what() {
        return request.method() + " " + request.endpoint();
    }

    /** Through which it came, if through one. */
    Optional<String> proxy() {
        return request.service().transport().proxyFor(uri());
    }

    /** Whether we know who we are to the proxy. */
    boolean hasProxyCredentials() {
        return request.service().transport().proxyCredentials(uri()).isPresent();
    }

    /** Whether it came from where the credentials were shown. */
    boolean isTrusted() {
        return terms().origins().contains(origin());
    }
}
