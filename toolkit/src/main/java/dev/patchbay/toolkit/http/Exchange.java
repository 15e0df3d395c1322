package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request in one call: with its redirects, and once more if its credentials could be renewed. */
final class Exchange {
    private static final int MOST_HOPS = 5;
    /** All that a stranger gets to see. */
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-encoding", "accept-language", "user-agent", "if-none-match", "if-modified-since");

    /** What of the call a stranger may know to whom the service redirects. */
    private static final Set<String> FOR_ANYBODY = Set.of("X-Correlation-ID", "traceparent");

    private final HttpService service;
    private final Request request;
    private final CallContext call;
    private final Deadline deadline;

    Exchange(HttpService service, Request request, CallContext call) {
        this.service = service;
        this.request = request;
        this.call = call;
        this.deadline = Deadline.of(call);
    }

    Response send() {
        int limit = service.terms().maxBytes();
        return whole(authorised(info -> new WholeBody(deadline, info.headers(), limit)));
    }

    StreamedResponse open(long maxBytes) {
        int limit = service.terms().maxBytes();
        Answer answer = authorised(info -> info.statusCode() / 100 == 2
                ? new StreamedBody(deadline)
                : new WholeBody(deadline, info.headers(), limit));
        if (answer.status() / 100 != 2) {
            Response refusal = whole(answer);
            throw refusal.failure(service.terms().errors().code(refusal));
        }
        return StreamedResponse.of(answer, maxBytes);
    }

    private Answer authorised(BodyHandler<IncomingBody> handler) {
        Authentication authentication = service.authentication();
        Credentials credentials = authentication.credentials(call);
        Answer answer = follow(credentials, handler);
        if (answer.status() == 401 && answer.isTrusted() && authentication.renew(credentials, call)) {
            Answer refusal = answer;
            try {
                answer = follow(authentication.credentials(call), handler);
            } finally {
                refusal.close();
            }
        }
        return answer;
    }

    /** The answer with its content, unless it refuses. */
    private Response whole(Answer answer) {
        int limit = service.terms().maxBytes();
        Response response;
        try {
            byte[] bytes = answer.content();
            response = new Response(answer, Packed.isPacked(answer.headers()) ? Packed.unpacked(bytes, limit) : bytes);
        } catch (IOException e) {
            throw failures(answer.uri()).of(e);
        }
        if (answer.status() / 100 != 2 && !request.accepts(answer.status())) {
            throw response.failure(service.terms().errors().code(response));
        }
        return response;
    }

    private Answer follow(Credentials credentials, BodyHandler<IncomingBody> handler) {
        Hop hop = new Hop(request.uri(credentials.query().keySet()), request.method(), request.hasBody());
        Answer answer = answer(hop, credentials, handler);
        for (int hops = 0; true; hops++) {
            Answer passed = answer;
            Optional<Hop> next = request.accepts(answer.status()) ? Optional.empty() : next(hop, hops, passed);
            if (next.isEmpty()) {
                return answer;
            }
            hop = next.get();
            try {
                answer = answer(hop, credentials, handler);
            } finally {
                // Not before: by now its content has come and the connection serves on, unless it has no end.
                passed.close();
            }
        }
    }

    /** Empty if that was the last one. */
    private Optional<Hop> next(Hop hop, int hops, Answer answer) {
        boolean followed = false;
        try {
            Optional<Hop> next = hop.next(answer);
            if (next.isPresent() && hops == MOST_HOPS) {
                throw new ConnectorException(
                        ErrorCode.UNEXPECTED_RESPONSE,
                        "'" + next.get().origin() + "' redirects " + request.method() + " " + request.endpoint()
                                + " again and again; set 'url' to where the service is");
            }
            followed = true;
            return next;
        } finally {
            if (!followed) {
                answer.close();
            }
        }
    }

    private Answer answer(Hop hop, Credentials credentials, BodyHandler<IncomingBody> handler) {
        return new Answer(send(hop, credentials, handler), request, credentials);
    }

    private HttpResponse<IncomingBody> send(Hop hop, Credentials credentials, BodyHandler<IncomingBody> handler) {
        call.request(hop.method(), request.endpoint());
        HttpClient client = service.transport().client();
        HttpRequest built = build(hop, credentials);
        try {
            // Until the headers are there, by the request's own timeout; the content is read by the deadline.
            return client.send(built, handler);
        } catch (IOException e) {
            throw failures(hop.uri()).of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures(hop.uri()).late(e);
        }
    }

    private HttpRequest build(Hop hop, Credentials credentials) {
        boolean trusted = service.terms().origins().contains(hop.origin());
        URI uri = trusted && !credentials.query().isEmpty()
                ? URI.create(Queries.with(hop.uri().toString(), credentials.query()))
                : hop.uri();
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofMillis(deadline.millis()))
                .method(hop.method(), hop.bodied() ? request.publisher() : BodyPublishers.noBody());
        // First, so that what the connector says itself, such as who it is, is not written over.
        for (Map.Entry<String, String> each : call.headers().entrySet()) {
            if (trusted && !request.isImpersonal() || FOR_ANYBODY.contains(each.getKey())) {
                set(builder, each, ErrorCode.INVALID_CONFIG);
            }
        }
        for (Map.Entry<String, String> each : request.headers().entrySet()) {
            if (trusted || HARMLESS.contains(each.getKey().toLowerCase(Locale.ROOT))) {
                set(builder, each, ErrorCode.INVALID_REQUEST);
            }
        }
        if (trusted) {
            byte[] body = hop.bodied() ? request.content() : new byte[0];
            set(builder, credentials.headers());
            set(builder, service.authentication().signature(hop.method(), uri, body));
        }
        service.transport().proxyCredentials(uri).ifPresent(each -> builder.setHeader("Proxy-Authorization", each));
        return builder.build();
    }

    private static void set(HttpRequest.Builder builder, Map<String, String> headers) {
        for (Map.Entry<String, String> each : headers.entrySet()) {
            set(builder, each, ErrorCode.INVALID_CONFIG);
        }
    }

    /** The message of the JDK would show the value. */
    private static void set(HttpRequest.Builder builder, Map.Entry<String, String> header, ErrorCode code) {
        try {
            builder.setHeader(header.getKey(), header.getValue());
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(
                    code,
                    "the value for the header '" + header.getKey()
                            + "' cannot be sent; see whether it has a line break in it");
        }
    }

    private Failures failures(URI uri) {
        return new Failures(
                Origin.of(uri),
                request.method() + " " + request.endpoint(),
                service.transport().proxyFor(uri));
    }
}
