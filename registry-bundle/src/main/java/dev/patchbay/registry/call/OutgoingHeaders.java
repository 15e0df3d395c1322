package dev.patchbay.registry.call;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** What the requests of a call say of it. */
final class OutgoingHeaders {
    private static final String CORRELATION_ID = "X-Correlation-ID";
    private static final String TRACE_PARENT = "traceparent";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private OutgoingHeaders() {}

    /**
     * Those for the next request.
     *
     * @param principalHeader where to say who made the call, if somebody is to know
     */
    static Map<String, String> of(CallScope call, Optional<String> principalHeader) {
        String id = call.correlationId();
        String trace = TraceParent.of(id);
        String principal = call.principal();
        return principal == null || principalHeader.isEmpty()
                ? Map.of(CORRELATION_ID, id, TRACE_PARENT, trace)
                : Map.of(CORRELATION_ID, id, TRACE_PARENT, trace, principalHeader.get(), encoded(principal));
    }

    /** As in a URL (RFC 3986): whatever is no printable ASCII, blanks and {@code %} as bytes of UTF-8 behind {@code %}. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (each > ' ' && each <= '~' && each != '%') {
                encoded.append((char) each);
            } else {
                HEX.toHexDigits(encoded.append('%'), each);
            }
        }
        return encoded.toString();
    }
}
