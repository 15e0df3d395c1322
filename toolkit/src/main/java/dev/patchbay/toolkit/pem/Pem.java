package dev.patchbay.toolkit.pem;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM (RFC 7468). Its exceptions hold no key. */
public final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    /** The algorithm of an RSA key, as PKCS#8 writes it. */
    private static final byte[] RSA = {
        0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };

    private Pem() {}

    /**
     * The first private key in a text: RSA in PKCS#1 or PKCS#8, or an elliptic one in PKCS#8, not encrypted.
     *
     * @throws IllegalArgumentException if there is none, with what to do
     */
    public static PrivateKey key(String text) {
        if (text.contains("ENCRYPTED")) {
            throw new IllegalArgumentException(
                    "the private key is encrypted; write it without a password by 'openssl pkey'"
                            + " and keep it as a secret");
        }
        Optional<byte[]> plain = blocks(text, "PRIVATE KEY").stream().findFirst();
        return plain.or(() ->
                        blocks(text, "RSA PRIVATE KEY").stream().findFirst().map(Pem::wrapped))
                .map(Pem::parsed)
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no private key in it, as PKCS#8 or, of RSA, as"
                                + " PKCS#1; 'openssl pkcs8 -topk8 -nocrypt' writes one"));
    }

    /** Whether a private key is in a text. */
    public static boolean hasKey(String text) {
        return text.contains("PRIVATE KEY-----");
    }

    /**
     * All certificates in a text, in their order.
     *
     * @throws IllegalArgumentException if one cannot be read
     */
    public static List<Certificate> certificates(String text) {
        List<Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] each : blocks(text, "CERTIFICATE")) {
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(each)));
            }
            return certificates;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a certificate in it cannot be read");
        }
    }

    private static List<byte[]> blocks(String text, String type) {
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(type)) {
                blocks.add(decoded(matcher.group(2)));
            }
        }
        return blocks;
    }

    private static byte[] decoded(String lines) {
        try {
            return Base64.getMimeDecoder().decode(lines);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a part of it is not Base64");
        }
    }

    private static PrivateKey parsed(byte[] pkcs8) {
        for (String each : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(each).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                // Perhaps another.
            }
        }
        throw new IllegalArgumentException("the private key in it is none of RSA, EC or Ed25519");
    }

    /** PKCS#1 in PKCS#8: version, algorithm, and the key as it is. */
    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(new byte[] {2, 1, 0});
        content.writeBytes(RSA);
        content.writeBytes(element(4, pkcs1));
        return element(0x30, content.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int size = content.length;
        if (size < 0x80) {
            element.write(size);
        } else if (size < 0x100) {
            element.writeBytes(new byte[] {(byte) 0x81, (byte) size});
        } else {
            element.writeBytes(new byte[] {(byte) 0x82, (byte) (size >> 8), (byte) size});
        }
        element.writeBytes(content);
        return element.toByteArray();
    }
}
