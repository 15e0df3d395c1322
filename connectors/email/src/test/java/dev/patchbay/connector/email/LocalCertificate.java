package dev.patchbay.connector.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost that nobody knows, made once for all tests of a JVM. */
final class LocalCertificate {
    static final String PASSWORD = "changeit";

    private static final Path FOLDER = make();

    private LocalCertificate() {}

    static Path keystore() {
        return FOLDER.resolve("localhost.p12");
    }

    /** For those who are to trust it. */
    static Path authority() {
        return FOLDER.resolve("localhost.pem");
    }

    /** Its private key, for those who are to be the one whom it names. */
    static Path key() {
        return FOLDER.resolve("localhost.key");
    }

    /** Of a server that has it, and trusts nobody else. */
    static SSLContext context() {
        try (InputStream content = Files.newInputStream(keystore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(content, PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setCertificateEntry("localhost", store.getCertificate("localhost"));
            trust.init(known);
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("mail-certificate");
            Path store = folder.resolve("localhost.p12");
            Process keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "localhost",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost",
                            "-validity",
                            "3650",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
            writePem(store, folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writePem(Path store, Path folder) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            keys.load(content, PASSWORD.toCharArray());
        }
        write(
                folder.resolve("localhost.pem"),
                "CERTIFICATE",
                keys.getCertificate("localhost").getEncoded());
        write(
                folder.resolve("localhost.key"),
                "PRIVATE KEY",
                keys.getKey("localhost", PASSWORD.toCharArray()).getEncoded());
    }

    private static void write(Path file, String what, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }
}
