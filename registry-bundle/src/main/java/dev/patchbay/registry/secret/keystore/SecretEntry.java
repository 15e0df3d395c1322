package dev.patchbay.registry.secret.keystore;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret as an entry of a keystore: as {@code keytool -importpass} makes it if it is printable ASCII, which is all that
 * a password entry can hold on every Java, and any other text as a key of its UTF-8 bytes.
 */
final class SecretEntry {
    private static final String PASSWORD = "PBE";
    /** Its keys may have any length. */
    private static final String BYTES = "HmacSHA256";

    private SecretEntry() {}

    static void put(KeyStore store, String name, Secret secret, String password) throws GeneralSecurityException {
        store.setEntry(name, new KeyStore.SecretKeyEntry(key(secret.reveal())), protection(password));
    }

    /** @throws ConnectorException if the entry holds no text, or not under the password of the keystore */
    static Secret get(KeyStore store, String name, String password) {
        try {
            if (store.getEntry(name, protection(password)) instanceof KeyStore.SecretKeyEntry entry) {
                byte[] bytes = entry.getSecretKey().getEncoded();
                return Secret.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            }
            throw unusable(name, "is a certificate or a key pair and no secret");
        } catch (CharacterCodingException e) {
            throw unusable(name, "holds bytes that are no text");
        } catch (GeneralSecurityException e) {
            throw unusable(
                    name,
                    "cannot be opened with the keystore's password by this Java (" + System.getProperty("java.version")
                            + ")");
        }
    }

    private static SecretKey key(String value) throws GeneralSecurityException {
        boolean printable = !value.isEmpty() && value.chars().allMatch(each -> each >= ' ' && each <= '~');
        return printable
                ? SecretKeyFactory.getInstance(PASSWORD).generateSecret(new PBEKeySpec(value.toCharArray()))
                : new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), BYTES);
    }

    private static KeyStore.ProtectionParameter protection(String password) {
        return new KeyStore.PasswordProtection(password.toCharArray());
    }

    private static ConnectorException unusable(String name, String fact) {
        return new ConnectorException(
                ErrorCode.INVALID_CONFIG,
                "the entry '" + name + "' of the keystore " + fact + "; set it anew with: patchbay secret set");
    }
}
