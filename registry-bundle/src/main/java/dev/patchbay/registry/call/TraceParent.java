package dev.patchbay.registry.call;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The header {@code traceparent} of the requests of a call, by <a href="https://www.w3.org/TR/trace-context/">W3C Trace
 * Context</a>. Whoever knows the correlation id finds the trace: it is the id itself if it is a trace id, the id behind
 * zeros if it has half the length, and else the first half of its SHA-256.
 */
final class TraceParent {
    private static final String HALF = "0".repeat(16);

    private TraceParent() {}

    /** One for the next request. */
    static String of(String correlationId) {
        return "00-" + traceId(correlationId) + "-" + parentId() + "-01";
    }

    private static String traceId(String correlationId) {
        if (!isTraceId(correlationId)) {
            return HexFormat.of().formatHex(sha256(correlationId), 0, 16);
        }
        return correlationId.length() == 32 ? correlationId : HALF + correlationId;
    }

    /** By hand: it is asked for each request. */
    private static boolean isTraceId(String text) {
        if (text.length() != 16 && text.length() != 32) {
            return false;
        }
        boolean zeros = true;
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            if (!(each >= '0' && each <= '9' || each >= 'a' && each <= 'f')) {
                return false;
            }
            zeros &= each == '0';
        }
        return !zeros;
    }

    private static String parentId() {
        long random = ThreadLocalRandom.current().nextLong();
        return HexFormat.of().toHexDigits(random == 0 ? 1 : random);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
