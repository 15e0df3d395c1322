package dev.patchbay.registry.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** People with keys, as keytool makes them. */
final class Signers {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path store;

    Signers(Path folder) {
        this.store = folder.resolve("keys.p12");
    }

    /** Makes a key pair with a certificate; {@code options} are those of {@code keytool -genkeypair}. */
    Signers add(String name, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(options));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return this;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Certificate certificate(String name) throws GeneralSecurityException, IOException {
        return load().getCertificate(name);
    }

    String pem(String name) throws GeneralSecurityException, IOException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate(name).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** A signed copy of a JAR, beside it. */
    Path sign(Path jar, String name) throws GeneralSecurityException, IOException {
        return sign(jar, name, "SHA-256", "SHA256withRSA");
    }

    Path sign(Path jar, String name, String digest, String algorithm) throws GeneralSecurityException, IOException {
        KeyStore keys = load();
        CertPath path =
                CertificateFactory.getInstance("X.509").generateCertPath(List.of(keys.getCertificateChain(name)));
        JarSigner signer = new JarSigner.Builder((PrivateKey) keys.getKey(name, PASSWORD), path)
                .digestAlgorithm(digest)
                .signatureAlgorithm(algorithm)
                .signerName(name.toUpperCase(Locale.ROOT).substring(0, Math.min(8, name.length())))
                .build();
        Path signed = jar.resolveSibling(name + "-" + jar.getFileName());
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            signer.sign(in, out);
        }
        return signed;
    }

    private KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(store)) {
            keys.load(bytes, PASSWORD);
        }
        return keys;
    }
}
