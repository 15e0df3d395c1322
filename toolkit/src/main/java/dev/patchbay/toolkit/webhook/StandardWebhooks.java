package dev.patchbay.toolkit.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signatures as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> has them: {@code webhook-id}, {@code
 * webhook-timestamp} and {@code webhook-signature}, by a secret that is Base64, mostly after {@code whsec_}. Immutable.
 */
public final class StandardWebhooks {
    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";
    private static final String VERSION = "v1,";

    private final ReplayWindow window;

    private StandardWebhooks(ReplayWindow window) {
        this.window = window;
    }

    /** @param width how old a delivery may be, or how far ahead; five minutes is usual */
    public static StandardWebhooks of(Duration width, Clock clock) {
        return new StandardWebhooks(new ReplayWindow(width, clock));
    }

    public WebhookVerifier verifier(HmacSignature.Secrets secrets) {
        return webhook -> verify(webhook, secrets.now());
    }

    /** The id of a delivery, the same whenever it is sent again. */
    public static String id(Webhook webhook) {
        return HmacSignature.required(webhook, ID);
    }

    /**
     * The headers to send with a body.
     *
     * @param id the same for each attempt to deliver it
     */
    public Map<String, String> sign(String id, Secret secret, byte[] body) {
        String time = Long.toString(window.clock().instant().getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(ID, id);
        headers.put(TIMESTAMP, time);
        headers.put(SIGNATURE, VERSION + Base64.getEncoder().encodeToString(hash(id, time, secret, body)));
        return headers;
    }

    private void verify(Webhook webhook, List<Secret> secrets) {
        String id = id(webhook);
        String time = HmacSignature.required(webhook, TIMESTAMP);
        String[] shown = HmacSignature.required(webhook, SIGNATURE).split(" ");
        byte[] body = webhook.body();
        boolean sound = false;
        for (Secret each : secrets) {
            byte[] due = (VERSION + Base64.getEncoder().encodeToString(hash(id, time, each, body)))
                    .getBytes(StandardCharsets.US_ASCII);
            for (String signature : shown) {
                sound |= MessageDigest.isEqual(due, signature.getBytes(StandardCharsets.US_ASCII));
            }
        }
        if (!sound) {
            throw ReplayWindow.refused("none of the delivery's signatures in '" + SIGNATURE
                    + "' is made with the secret that is set here; set the same on both sides");
        }
        window.check(time);
    }

    private static byte[] hash(String id, String time, Secret secret, byte[] body) {
        return Hmac.of("HmacSHA256", key(secret), (id + "." + time + ".").getBytes(StandardCharsets.UTF_8), body);
    }

    private static byte[] key(Secret secret) {
        try {
            return Base64.getDecoder().decode(secret.reveal().strip().replaceFirst("^whsec_", ""));
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(
                    ErrorCode.INVALID_CONFIG,
                    "the secret for signatures is not Base64 as Standard Webhooks has it; set it as it was given out, with"
                            + " whsec_");
        }
    }
}
