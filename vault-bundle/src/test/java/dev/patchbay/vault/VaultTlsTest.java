package dev.patchbay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of("VAULT_TOKEN", "hvs.tls"));
    private SSLContext own;

    @BeforeEach
    void makeCertificate() throws Exception {
        Path store = folder.resolve("server.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "vault",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString());
        keytool("-exportcert", "-rfc", "-alias", "vault", "-keystore", store.toString(), "-file", pem().toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(store)) {
            keys.load(bytes, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        own = SSLContext.getInstance("TLS");
        own.init(managers.getKeyManagers(), null, null);
    }

    @Test
    void trustsTheAuthorityThatIsNamedAndNoStranger() throws Exception {
        try (VaultServer server = VaultServer.startSecurely(own)) {
            server.token("hvs.tls", 0, false, "");
            server.put("secret/x", Map.of("key", "over TLS"));
            environment.put("VAULT_ADDR", server.address());
            assertTrue(failure().contains("cannot be trusted: its certificate"), failure());

            environment.put("VAULT_CACERT", pem().toString());
            assertEquals(
                    "over TLS", vault().resolve("secret/x#key").orElseThrow().reveal());

            environment.put("VAULT_ADDR", server.address().replace("https", "http"));
            assertTrue(failure().contains("Vault at 'http://localhost:"), failure());
            environment.put(
                    "VAULT_CACERT",
                    Files.writeString(folder.resolve("none.pem"), "").toString());
            assertTrue(failure().contains("holds no certificate"), failure());
            environment.put("VAULT_CACERT", folder.resolve("absent.pem").toString());
            assertTrue(failure().contains("cannot be read as certificates"), failure());
        }
    }

    private VaultSecrets vault() {
        return new VaultSecrets(name -> null, environment, System::nanoTime);
    }

    private String failure() {
        return assertThrows(ConnectorException.class, () -> vault().resolve("secret/x#key"))
                .getMessage();
    }

    private Path pem() {
        return folder.resolve("vault.pem");
    }

    private static void keytool(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
