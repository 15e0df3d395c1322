package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole answer; its methods fail with UNEXPECTED_RESPONSE if it is not what they are asked for. For the thread of its call.
 */
public final class Response {
    private final Answer answer;
    private final byte[] body;
    /** Read once, however often it is asked for. */
    private Document document;

    Response(Answer answer, byte[] body) {
        this.answer = answer;
        this.body = body;
    }

    public int status() {
        return answer.status();
    }

    public HttpHeaders headers() {
        return answer.headers();
    }

    public Optional<String> header(String name) {
        return headers().firstValue(name);
    }

    /** Whether it was asked for only if changed, and is not (304). */
    public boolean isUnchanged() {
        return status() == 304;
    }

    /** As it came, unpacked; not copied. */
    public byte[] bytes() {
        return body;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The value of its JSON: what {@link Json#read} gives; not copied. */
    public Object json() {
        return document().value();
    }

    public Document document() {
        if (document == null) {
            document = Document.of(read());
        }
        return document;
    }

    private Object read() {
        if (isPage()) {
            throw unexpected("with an HTML page, such as a sign-in page, where JSON is due; see whether 'url' is the"
                    + " address of its interface and whether somebody in between wants a sign-in");
        }
        if (body.length == 0) {
            throw unexpected("with nothing where JSON is due; see whether 'url' is right and look into its log");
        }
        try {
            return Json.read(body);
        } catch (IllegalArgumentException e) {
            throw unexpected("with what cannot be read as JSON (" + e.getMessage()
                    + "); see whether 'url' is right and look into" + " its log");
        }
    }

    /** What a refusal says, if it says it in JSON; else a document in which nothing is to be found. */
    public Document details() {
        try {
            return Document.of(body.length == 0 || isPage() ? null : Json.read(body));
        } catch (IllegalArgumentException e) {
            return Document.of(null);
        }
    }

    /** The members of a JSON object. */
    public Map<String, Object> object() {
        return object(json());
    }

    /** The objects of an array that lies at a JSON pointer; {@code ""} for one that is the whole. */
    public List<Map<String, Object>> objects(String pointer) {
        List<Object> list = document()
                .list(pointer)
                .orElseThrow(() -> unexpected("without a list at '" + pointer + "'; see whether 'url' is right and"
                        + " whether its interface has changed"));
        List<Map<String, Object>> objects = new ArrayList<>(list.size());
        list.forEach(each -> objects.add(object(each)));
        return objects;
    }

    /** The URL that a {@code Link} header has for a relation, such as {@code next}; absolute. */
    public Optional<String> link(String relation) {
        return Links.find(headers().allValues("Link"), relation)
                .map(each -> Targets.absolute(answer.uri(), each)
                        .orElseThrow(() -> unexpected("with a link that is no URL; see whether 'url' is right"))
                        .toString());
    }

    /** A URL that the answer holds, without the credentials that the service may have repeated in its query. */
    public String withoutCredentials(String url) {
        return Queries.without(url, answer.credentials().query().keySet());
    }

    /**
     * The failure that this answer is, with the service's own words and the time it asks to wait: for one that refuses with
     * status 200, or to be told apart from others.
     */
    public ConnectorException failure(ErrorCode code) {
        return Refusals.of(this, answer, code);
    }

    /** How long the service asks to wait before the next request. */
    public Optional<Duration> retryAfter() {
        return answer.terms().limits().wait(headers(), answer.terms().clock());
    }

    boolean isLimited() {
        return header("Retry-After").isPresent() || answer.terms().limits().isUsedUp(headers());
    }

    /** Whether it is meant for people; JSON is not, whatever its sender calls it. */
    boolean isPage() {
        String start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1).strip();
        if (header("Content-Type").orElse("").contains("html")) {
            return !start.startsWith("{") && !start.startsWith("[");
        }
        return start.regionMatches(true, 0, "<!doctype html", 0, 14) || start.regionMatches(true, 0, "<html", 0, 5);
    }

    private Map<String, Object> object(Object value) {
        if (!(value instanceof Map)) {
            throw unexpected("without an object where one is due; see whether 'url' is right and whether its interface"
                    + " has changed");
        }
        // The names of JSON's objects are strings.
        @SuppressWarnings("unchecked")
        Map<String, Object> object = (Map<String, Object>) value;
        return object;
    }

    private ConnectorException unexpected(String rest) {
        return new ConnectorException(
                ErrorCode.UNEXPECTED_RESPONSE,
                answer.subject() + " answers " + answer.what() + " (" + status() + ") " + rest);
    }
}
