package dev.patchbay.toolkit.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Webhook;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.http.Authentication;
import dev.patchbay.toolkit.http.Credentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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
    private final SignedContent content;
    private final ReplayWindow window;

    private HmacSignature(
            String header,
            String prefix,
            String algorithm,
            boolean base64,
            String timeHeader,
            SignedContent content,
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
        return new HmacSignature(header, "", "HmacSHA256", false, "", new SignedContent("{body}"), null);
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
     * @param name the header with the seconds since 1970; that of the signature itself if it has both, as in
     *     {@code t=1492774577,v1=5257a869...} with {@code v1=} as the prefix
     * @param signed what is signed, with {@code {timestamp}} and {@code {body}}, such as {@code v0:{timestamp}:{body}}
     */
    public HmacSignature timestamp(String name, String signed, Duration width, Clock clock) {
        if (!signed.contains("{timestamp}") || !signed.contains("{body}")) {
            throw new IllegalArgumentException("'" + signed + "' must have {timestamp} and {body}");
        }
        return new HmacSignature(
                header, prefix, algorithm, base64, name, new SignedContent(signed), new ReplayWindow(width, clock));
    }

    public WebhookVerifier verifier(Secrets secrets) {
        return webhook -> verify(webhook, secrets.now());
    }

    /** Another content than the body alone, without a time; for {@link #requests}. */
    public HmacSignature content(String signed) {
        return new HmacSignature(header, prefix, algorithm, base64, timeHeader, new SignedContent(signed), window);
    }

    /**
     * Signs every request to a service, each as it goes out; what is signed may have {@code {method}} and {@code {path}}
     * besides, the path with its query as they are sent.
     *
     * @param secret asked for each request, so that a rotated one is seen
     */
    public Authentication requests(Supplier<Secret> secret) {
        return new Authentication() {
            @Override
            public Credentials credentials(CallContext call) {
                return Credentials.none();
            }

            @Override
            public Map<String, String> signature(String method, URI uri, byte[] body) {
                String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
                String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                return headers(secret.get(), Map.of("method", method, "path", path + query), body);
            }
        };
    }

    /** The headers to send with a body. */
    public Map<String, String> sign(Secret secret, byte[] body) {
        return headers(secret, Map.of(), body);
    }

    private Map<String, String> headers(Secret secret, Map<String, String> words, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        Map<String, String> all = new HashMap<>(words);
        if (window != null) {
            String time = Long.toString(window.clock().instant().getEpochSecond());
            headers.put(timeHeader, time);
            all.put("timestamp", time);
        }
        byte[] hash = hash(secret, all, body);
        String encoded = base64
                ? Base64.getEncoder().encodeToString(hash)
                : HexFormat.of().formatHex(hash);
        boolean together = timeHeader.equalsIgnoreCase(header);
        headers.put(header, (together ? "t=" + all.get("timestamp") + "," : "") + prefix + encoded);
        return headers;
    }

    private void verify(Webhook webhook, List<Secret> secrets) {
        ShownSignatures shown = ShownSignatures.of(webhook, header, timeHeader);
        List<byte[]> hashes = shown.signatures().stream().map(this::decoded).toList();
        byte[] body = webhook.body();
        boolean sound = false;
        for (Secret secret : secrets) {
            byte[] hash = hash(secret, Map.of("timestamp", shown.time()), body);
            for (byte[] each : hashes) {
                sound |= MessageDigest.isEqual(hash, each);
            }
        }
        if (!sound) {
            throw wrong();
        }
        // Only now: before, anybody could have written it.
        if (window != null) {
            window.check(shown.time());
        }
    }

    private byte[] hash(Secret secret, Map<String, String> words, byte[] body) {
        byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
        return Hmac.of(algorithm, key, content.bytes(words, body));
    }

    /** Empty, which no hash is, if it is none. */
    private byte[] decoded(String signature) {
        String digits = signature.startsWith(prefix)
                ? signature.substring(prefix.length()).strip()
                : "";
        try {
            return base64 ? Base64.getDecoder().decode(digits) : HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            return new byte[0];
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
}
