package dev.patchbay.contract;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a {@link PlayedService} answers to a request. */
public final class Answer {
    private static final DateTimeFormatter HTTP_TIME = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final int status;
    private final List<HttpHeader> headers;
    private final byte[] body;
    private final Fault fault; // null if it arrives whole

    private Answer(int status, List<HttpHeader> headers, byte[] body, Fault fault) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.fault = fault;
    }

    /** A document in JSON. */
    public static Answer json(int status, String document) {
        return text(status, document).header("Content-Type", "application/json; charset=utf-8");
    }

    /** A page for people. */
    public static Answer html(int status, String page) {
        return text(status, page).header("Content-Type", "text/html; charset=utf-8");
    }

    /** Any text; what kind it is, a header tells. */
    public static Answer text(int status, String text) {
        return bytes(status, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Any content. */
    public static Answer bytes(int status, byte[] content) {
        return new Answer(status, List.of(), content.clone(), null);
    }

    /** A status and nothing else. */
    public static Answer of(int status) {
        return text(status, "");
    }

    /** The same answer with one more header; or with one more value of it. */
    public Answer header(String name, String value) {
        List<HttpHeader> more = new ArrayList<>(headers);
        more.add(new HttpHeader(name, value));
        return new Answer(status, List.copyOf(more), body, fault);
    }

    /** The same answer, whose document ends halfway, with a length that says that this is all. */
    Answer half() {
        return new Answer(status, headers, Arrays.copyOf(body, body.length / 2), fault);
    }

    /** An answer during which the connection breaks. */
    static Answer broken() {
        return new Answer(200, List.of(), new byte[0], Fault.MALFORMED_RESPONSE_CHUNK);
    }

    /** A connection that breaks before a byte was answered. */
    static Answer lost() {
        return new Answer(200, List.of(), new byte[0], Fault.EMPTY_RESPONSE);
    }

    /** With the time, as every service tells it, unless the answer has one of its own. */
    ResponseDefinition definition() {
        if (headers.stream().noneMatch(each -> each.key().equalsIgnoreCase("Date"))) {
            return header("Date", HTTP_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
                    .definition();
        }
        ResponseDefinitionBuilder builder = new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeaders(new HttpHeaders(headers))
                .withBody(body);
        return (fault == null ? builder : builder.withFault(fault)).build();
    }
}
