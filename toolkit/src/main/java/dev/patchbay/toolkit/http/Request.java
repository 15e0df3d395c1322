package dev.patchbay.toolkit.http;

import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Json;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Collects the parts of one request and sends it, as often as it is told to; not thread-safe. */
public final class Request {
    private final HttpService service;
    private final String method;
    private final Destination destination;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<Integer> accepted = new HashSet<>();
    /** Null if it has none. */
    private Supplier<BodyPublisher> body;

    private byte[] content = {};
    private boolean impersonal;
    private String name;

    Request(HttpService service, String method, String template) {
        this.service = service;
        this.method = method;
        this.destination = new Destination(service, template);
        this.name = template.isEmpty() ? "/" : template;
        headers.putAll(service.terms().headers());
    }

    /** Tells log, metrics and sentences another path than the one that was given; without anything secret. */
    public Request named(String endpoint) {
        this.name = endpoint;
        return this;
    }

    /** Fills {@code {name}} in the path; the value is one part of the path, whatever it holds. */
    public Request path(String name, Object value) {
        destination.path(name, String.valueOf(value));
        return this;
    }

    /** Adds to the query; a null adds nothing. */
    public Request query(String name, Object value) {
        if (value != null) {
            destination.query(name, String.valueOf(value));
        }
        return this;
    }

    /** Sets a header; a null takes it away. */
    public Request header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** Asks for an answer only if there is another than the one with this tag: then {@link Response#isUnchanged}. */
    public Request ifNoneMatch(String tag) {
        accepted.add(304);
        return header("If-None-Match", tag);
    }

    /** As {@link #ifNoneMatch}, by the answer's {@code Last-Modified} as the service has written it. */
    public Request ifModifiedSince(String date) {
        accepted.add(304);
        return header("If-Modified-Since", date);
    }

    /** Does not tell who made the call, because its answer is for all callers. */
    public Request impersonal() {
        this.impersonal = true;
        return this;
    }

    /** Statuses that are no failure here, such as 404 where something may be absent. */
    public Request accept(int... statuses) {
        for (int each : statuses) {
            accepted.add(each);
        }
        return this;
    }

    public Request json(Object value) {
        return body(Json.write(value).getBytes(StandardCharsets.UTF_8), "application/json");
    }

    public Request form(Map<String, String> values) {
        return body(
                Encoding.pairs(values.entrySet()).getBytes(StandardCharsets.US_ASCII),
                "application/x-www-form-urlencoded");
    }

    public Request body(byte[] bytes, String contentType) {
        this.content = bytes;
        return body(() -> BodyPublishers.ofByteArray(bytes), contentType);
    }

    /** A body that is read while it is sent; asked for again if the request has to be repeated. Is in no signature. */
    public Request stream(Supplier<? extends InputStream> source, String contentType) {
        return body(() -> BodyPublishers.ofInputStream(source), contentType);
    }

    /**
     * Sends the same request to another place of the service, as it has named it, such as that of the next page; path and
     * query of before are left away.
     *
     * @param url absolute or beginning with a slash; of the service's own origin or one that is trusted
     * @throws dev.patchbay.model.ConnectorException with UNEXPECTED_RESPONSE if it lies elsewhere
     */
    public Request to(String url) {
        destination.to(url);
        return this;
    }

    /**
     * A place that the service names, as it may be kept and given to {@link #to}: without the origin where that is the
     * service's own.
     *
     * @param url absolute, or relative to this request
     * @param within beginnings of paths, after the one of the service's URL, that are sound beside this request's own path
     * @return empty if it is none of these
     */
    public Optional<String> place(String url, Collection<String> within) {
        return destination.place(url, within);
    }

    /**
     * Sends it and waits for the whole answer.
     *
     * @throws dev.patchbay.model.ConnectorException if it fails, also if the service refuses it
     */
    public Response send(CallContext call) {
        return new Exchange(service, this, call).send();
    }

    /** Sends it and gives the answer as it comes in, up to so many bytes. It fails as {@link #send} does. */
    public StreamedResponse open(CallContext call, long maxBytes) {
        return new Exchange(service, this, call).open(maxBytes);
    }

    /** The path as it was given, with its names instead of values; for log, metrics and sentences. */
    public String endpoint() {
        return name;
    }

    public String method() {
        return method;
    }

    HttpService service() {
        return service;
    }

    boolean accepts(int status) {
        return accepted.contains(status);
    }

    boolean isImpersonal() {
        return impersonal;
    }

    boolean hasBody() {
        return body != null;
    }

    /** The body; empty if there is none, or one that is read while it is sent. */
    byte[] content() {
        return content;
    }

    BodyPublisher publisher() {
        return body == null ? BodyPublishers.noBody() : body.get();
    }

    Map<String, String> headers() {
        return headers;
    }

    URI uri(Set<String> credentials) {
        return destination.uri(credentials);
    }

    private Request body(Supplier<BodyPublisher> publisher, String contentType) {
        this.body = publisher;
        return header("Content-Type", contentType);
    }
}
