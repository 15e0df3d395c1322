package dev.patchbay.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Somebody with a key and a certificate, who signs JARs. */
final class Signing {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final String name;
    private final Path folder;
    private final KeyStore keys;

    private Signing(String name, Path folder, KeyStore keys) {
        this.name = name;
        this.folder = folder;
        this.keys = keys;
    }

    /** @param folder where the key and what is signed may lie */
    static Signing by(String name, Path folder) {
        Path store = folder.resolve(name + ".p12");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(store)) {
                makeKey(name, store);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream bytes = Files.newInputStream(store)) {
                keys.load(bytes, PASSWORD);
            }
            return new Signing(name, folder, keys);
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The certificate, as PEM. */
    String certificate() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(keys.getCertificate(name).getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A signed copy, of the same file name. */
    Path sign(Path jar) {
        Path signed = folder.resolve(name).resolve(jar.getFileName());
        try {
            Files.createDirectories(signed.getParent());
            JarSigner signer = new JarSigner.Builder(
                            (PrivateKey) keys.getKey(name, PASSWORD),
                            CertificateFactory.getInstance("X.509")
                                    .generateCertPath(List.of(keys.getCertificateChain(name))))
                    .build();
            try (ZipFile in = new ZipFile(jar.toFile());
                    OutputStream out = Files.newOutputStream(signed)) {
                signer.sign(in, out);
            }
            return signed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void makeKey(String name, Path store) throws IOException {
        String command = Path.of(System.getProperty("java.home"), "bin", "keytool") + " -genkeypair -alias " + name
                + " -dname CN=" + name + " -keyalg EC -storetype PKCS12 -storepass changeit -keystore";
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add(store.toString());
        Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
