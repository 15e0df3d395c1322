package dev.patchbay.toolkit.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JwtSignerTest {
    private static KeyPair pair;
    private static KeyPair other;

    @BeforeAll
    static void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        pair = generator.generateKeyPair();
        other = generator.generateKeyPair();
    }

    @Test
    void signsWithKeysOfBothKinds() throws Exception {
        for (String each : List.of(pkcs8(pair), pkcs1(pair))) {
            String jwt = JwtSigner.of("private.key", () -> Secret.of(each)).sign(Map.of("iss", "app-1"));

            assertTrue(isSound(jwt, pair.getPublic()));
            assertEquals(Map.of("iss", "app-1"), part(jwt, 1));
            assertEquals(Map.of("alg", "RS256", "typ", "JWT"), part(jwt, 0));
        }
    }

    @Test
    void seesARotatedKey() throws Exception {
        AtomicReference<String> key = new AtomicReference<>(pkcs8(pair));
        JwtSigner signer = JwtSigner.of("private.key", () -> Secret.of(key.get()));
        signer.sign(Map.of());
        key.set(pkcs8(other));

        assertTrue(isSound(signer.sign(Map.of()), other.getPublic()));
    }

    @Test
    void saysWhatIsWrongWithAKeyWithoutShowingIt() throws Exception {
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1_024);
        KeyPairGenerator elliptic = KeyPairGenerator.getInstance("EC");
        for (String each : List.of(
                "hush",
                pem("ENCRYPTED PRIVATE KEY", new byte[] {1}),
                pem("PRIVATE KEY", new byte[] {1, 2, 3}),
                pem("RSA PRIVATE KEY", new byte[] {1, 2, 3}),
                pem("CERTIFICATE", new byte[] {1}),
                "-----BEGIN PRIVATE KEY-----\nhush\n",
                pkcs8(small.generateKeyPair()),
                pkcs8(elliptic.generateKeyPair()))) {
            JwtSigner signer = JwtSigner.of("private.key", () -> Secret.of(each));

            ConnectorException failure = assertThrows(ConnectorException.class, () -> signer.sign(Map.of()), each);

            assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
            assertTrue(failure.getMessage().contains("'private.key'"), failure.getMessage());
            assertFalse(failure.getMessage().contains("hush"), failure.getMessage());
        }
    }

    private static Object part(String jwt, int index) {
        return Json.read(Base64.getUrlDecoder().decode(jwt.split("\\.")[index]));
    }

    private static boolean isSound(String jwt, PublicKey key) throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update(jwt.substring(0, jwt.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(jwt.substring(jwt.lastIndexOf('.') + 1)));
    }

    private static String pkcs8(KeyPair keys) {
        return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    /** What stands in PKCS#8 after 26 bytes of version, algorithm and lengths, for an RSA key of 2048 bits. */
    private static String pkcs1(KeyPair keys) {
        byte[] all = keys.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(all, 26, all.length));
    }

    private static String pem(String type, byte[] bytes) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + type
                + "-----\n";
    }
}
