package dev.patchbay.toolkit.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes by RFC 2104. */
final class Hmac {

    private Hmac() {}

    static byte[] of(String algorithm, byte[] key, byte[]... parts) {
        if (key.length == 0) {
            throw new ConnectorException(
                    ErrorCode.INVALID_CONFIG, "the secret for signatures is empty; set the one that both sides have");
        }
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] each : parts) {
                mac.update(each);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("'" + algorithm + "' is no algorithm; write one such as HmacSHA256", e);
        }
    }
}
