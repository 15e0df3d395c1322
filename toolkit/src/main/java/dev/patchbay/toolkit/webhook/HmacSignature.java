package dev.patchbay.toolkit.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Webhook;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A keyed hash of a delivery in a header, such as GitHub's {@code X-Hub-Signature-256: sha256=<hex>}. Immutable.
 *
 * <pre>{@code
 * HmacSignature.in("X-Hub-Signature-256").prefix("sha256=").verifier(() -> List.of(context.secret("webhook.secret")));
 * }</pre>
 */
public final class HmacSignature {

    /** The secrets that count now, the newest first; two while one is replaced. Asked for each delivery. */
    @FunctionalInterface
    public interface Secrets {
        List<Secret> now();
    }

    private final String header;
    private final String prefix;
    private final String algorithm;
    private final boolean base64;
    private final String timeHeader;
    private final String content;
    private final ReplayWindow window;

    private HmacSignature(
            String header,
            String prefix,
            String algorithm,
            boolean base64,
            String timeHeader,
            String content,
            ReplayWindow window) {
        this.header = header;
        this.prefix = prefix;
        this.algorithm = algorithm;
        this.base64 = base64;
        this.timeHeader = timeHeader;
        this.content = content;
        this.window = window;
    }

    /** SHA-256 of the body, in hexadecimal digits. */
    public static HmacSignature in(String header) {
        return new HmacSignature(header, "", "HmacSHA256", false, "", "{body}", null);
    }

    /** What stands before the digits. */
    public HmacSignature prefix(String value) {
        return new HmacSignature(header, value, algorithm, base64, timeHeader, content, window);
    }

    /** Another hash, such as {@code HmacSHA512}. */
    public HmacSignature algorithm(String name) {
        return new HmacSignature(header, prefix, name, base64, timeHeader, content, window);
    }

    public HmacSignature base64() {
        return new HmacSignature(header, prefix, algorithm, true, timeHeader, content, window);
    }

    /**
     * Signs the time along, and takes nothing that is older or further ahead than a window.
     *
     * @param name the header with the seconds since 1970
     * @param signed what is signed, with {@code {timestamp}} and {@code {body}}, such as {@code v0:{timestamp}:{body}}
     */
    public HmacSignature timestamp(String name, String signed, Duration width, Clock clock) {
        if (!signed.contains("{timestamp}") || !signed.contains("{body}")) {
            throw new IllegalArgumentException("'" + signed + "' must have {timestamp} and {body}");
        }
        return new HmacSignature(header, prefix, algorithm, base64, name, signed, new ReplayWindow(width, clock));
    }

    public WebhookVerifier verifier(Secrets secrets) {
        return webhook -> verify(webhook, secrets.now());
    }

    /** The headers to send with a body. */
    public Map<String, String> sign(Secret secret, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        String time =
                window == null ? "" : Long.toString(window.clock().instant().getEpochSecond());
        if (window != null) {
            headers.put(timeHeader, time);
        }
        byte[] hash = hash(secret, time, body);
        headers.put(
                header,
                prefix
                        + (base64
                                ? Base64.getEncoder().encodeToString(hash)
                                : HexFormat.of().formatHex(hash)));
        return headers;
    }

    private void verify(Webhook webhook, List<Secret> secrets) {
        byte[] shown = decoded(required(webhook, header));
        String time = window == null ? "" : required(webhook, timeHeader);
        byte[] body = webhook.body();
        boolean sound = false;
        for (Secret each : secrets) {
            sound |= MessageDigest.isEqual(hash(each, time, body), shown);
        }
        if (!sound) {
            throw wrong();
        }
        // Only now: before, anybody could have written it.
        if (window != null) {
            window.check(time);
        }
    }

    private byte[] hash(Secret secret, String time, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream(body.length + content.length() + 16);
        int place = content.indexOf("{body}");
        signed.writeBytes(utf8(content.substring(0, place).replace("{timestamp}", time)));
        signed.writeBytes(body);
        signed.writeBytes(utf8(content.substring(place + "{body}".length()).replace("{timestamp}", time)));
        return Hmac.of(algorithm, utf8(secret.reveal()), signed.toByteArray());
    }

    private byte[] decoded(String signature) {
        if (!signature.startsWith(prefix)) {
            throw wrong();
        }
        String digits = signature.substring(prefix.length()).strip();
        try {
            return base64 ? Base64.getDecoder().decode(digits) : HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private ConnectorException wrong() {
        return ReplayWindow.refused("the delivery's signature in '" + header
                + "' is not made with the secret that is set here; set the same on both sides");
    }

    static String required(Webhook webhook, String header) {
        Optional<String> value = webhook.header(header);
        return value.map(String::strip)
                .orElseThrow(() -> ReplayWindow.refused("the delivery has no header '" + header
                        + "'; set a secret where the deliveries come from, so that they are signed"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
