package dev.patchbay.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    static Path folder;

    private static Identity service;
    private static Identity client;
    private static Identity stranger;

    @BeforeAll
    static void make() throws Exception {
        service = Identity.make(folder, "service");
        client = Identity.make(folder, "client");
        stranger = Identity.make(folder, "stranger");
    }

    @Test
    void trustsAnAuthorityOfTheInstanceAndNoStranger() throws Exception {
        try (Server server = server(false)) {
            ConnectorException failure = failure(server.url(), Map.of());

            assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code());
            assertTrue(failure.isUnapplied());
            assertTrue(failure.getMessage().contains("set 'tls.ca'"), failure.getMessage());
            assertEquals(0, server.seen().size());

            failure(server.url(), Map.of("tls.ca", stranger.certificate().toString()));
            assertEquals(
                    200,
                    status(server.url(), Map.of("tls.ca", service.certificate().toString()), Map.of()));
        }
    }

    @Test
    void trustsAnAuthorityOfTheEnvironment() throws Exception {
        try (Server server = server(false)) {
            assertEquals(
                    200,
                    status(
                            server.url(),
                            Map.of(),
                            Map.of("SSL_CERT_FILE", service.certificate().toString())));
        }
    }

    @Test
    void acceptsNoCertificateOfAnotherName() throws Exception {
        try (Server server = server(false)) {
            ConnectorException failure = failure(
                    server.url().replace("127.0.0.1", "localhost"),
                    Map.of("tls.ca", service.certificate().toString()));

            assertTrue(failure.getMessage().contains("of another name"), failure.getMessage());
        }
    }

    @Test
    void saysWhoItIsByFilesOfBothKinds() throws Exception {
        String ca = service.certificate().toString();
        Path both = Files.writeString(
                folder.resolve("both.pem"), Files.readString(client.certificate()) + Files.readString(client.key()));
        try (Server server = server(true)) {
            assertEquals(
                    200,
                    status(
                            server.url(),
                            Map.of(
                                    "tls.ca", ca,
                                    "tls.certificate", client.certificate().toString(),
                                    "tls.key", client.key().toString()),
                            Map.of()));
            assertEquals(200, status(server.url(), Map.of("tls.ca", ca, "tls.certificate", both.toString()), Map.of()));
            assertEquals(
                    200,
                    status(
                            server.url(),
                            Map.of(
                                    "tls.ca",
                                    ca,
                                    "tls.certificate",
                                    client.p12().toString(),
                                    "tls.password",
                                    Identity.PASSWORD),
                            Map.of()));
            assertEquals(
                    ErrorCode.REMOTE_UNAVAILABLE,
                    failure(server.url(), Map.of("tls.ca", ca)).code());
            assertEquals(
                    ErrorCode.REMOTE_UNAVAILABLE,
                    failure(
                                    server.url(),
                                    Map.of(
                                            "tls.ca", ca,
                                            "tls.certificate",
                                                    stranger.certificate().toString(),
                                            "tls.key", stranger.key().toString()))
                            .code());
        }
    }

    @Test
    void saysThatAKeyIsOfAnotherCertificate() throws Exception {
        Map<String, String> settings = Map.of(
                "tls.certificate",
                client.certificate().toString(),
                "tls.key",
                stranger.key().toString());
        ConnectorException failure = failure("https://127.0.0.1:1", settings);

        assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
        assertEquals(
                "the file of 'tls.key' is of no use: its key is not that of the first certificate of 'tls.certificate';"
                        + " put the key's own certificate first, and those above it behind",
                failure.getMessage());
    }

    /** Nothing would be shown, and the service would have to tell why it refuses. */
    @Test
    void saysThatAKeyStoreHasNoKey() throws Exception {
        KeyStore keyless = KeyStore.getInstance("PKCS12");
        keyless.load(null, null);
        keyless.setCertificateEntry("authority", client.authority());
        Path file = folder.resolve("keyless.p12");
        try (OutputStream bytes = Files.newOutputStream(file)) {
            keyless.store(bytes, Identity.PASSWORD.toCharArray());
        }
        ConnectorException failure = failure(
                "https://127.0.0.1:1", Map.of("tls.certificate", file.toString(), "tls.password", Identity.PASSWORD));

        assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
        assertEquals(
                "the file of 'tls.certificate' is of no use: there is no private key in it; put it there with its"
                        + " certificate",
                failure.getMessage());
    }

    @Test
    void knowsAKeyStoreByItsNameInCapitals() throws Exception {
        Path capitals = Files.copy(client.p12(), folder.resolve("CLIENT.P12"));
        try (Server server = server(true)) {
            assertEquals(
                    200,
                    status(
                            server.url(),
                            Map.of(
                                    "tls.ca", service.certificate().toString(),
                                    "tls.certificate", capitals.toString(),
                                    "tls.password", Identity.PASSWORD),
                            Map.of()));
        }
    }

    @Test
    void saysWhoItIsByTheKeyStoreOfTheJvm() throws Exception {
        System.setProperty("javax.net.ssl.keyStore", client.p12().toString());
        System.setProperty("javax.net.ssl.keyStorePassword", Identity.PASSWORD);
        try (Server server = server(true)) {
            assertEquals(
                    200,
                    status(server.url(), Map.of("tls.ca", service.certificate().toString()), Map.of()));
        } finally {
            System.clearProperty("javax.net.ssl.keyStore");
            System.clearProperty("javax.net.ssl.keyStorePassword");
        }
    }

    @Test
    void saysWhichFileIsOfNoUse() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        for (Map<String, String> each : List.of(
                Map.of("tls.ca", empty.toString()),
                Map.of("tls.ca", folder.resolve("absent.pem").toString()),
                Map.of("tls.certificate", client.certificate().toString()),
                Map.of(
                        "tls.certificate",
                        empty.toString(),
                        "tls.key",
                        client.key().toString()),
                Map.of("tls.certificate", client.certificate().toString(), "tls.key", empty.toString()),
                Map.of("tls.certificate", client.p12().toString(), "tls.password", "hush-hush"))) {
            ConnectorException failure = failure("https://127.0.0.1:1", each);

            assertEquals(ErrorCode.INVALID_CONFIG, failure.code(), each.toString());
            assertTrue(failure.getMessage().contains("the file of 'tls."), failure.getMessage());
            assertFalse(failure.getMessage().contains("hush"), failure.getMessage());
        }
    }

    @Test
    void saysThatAServiceDoesNotSpeakTls() throws Exception {
        try (RawServer plain = RawServer.greeting("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            ConnectorException failure = failure(plain.url().replace("http:", "https:"), Map.of());

            assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code());
            assertTrue(failure.getMessage().contains("speak TLS"), failure.getMessage());
        }
    }

    @Test
    void goesOnToNothingThatIsLessSecure() throws Exception {
        try (Server plain = Server.start((request, reply) -> reply.json(200, "{}"));
                Server server = Server.start(
                        service.letting(client),
                        false,
                        (request, reply) ->
                                reply.header("Location", plain.url()).bytes(302, new byte[0]))) {
            ConnectorException failure =
                    failure(server.url(), Map.of("tls.ca", service.certificate().toString()));

            assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
            assertTrue(failure.getMessage().contains("which is not secure"), failure.getMessage());
            assertEquals(0, plain.seen().size());
        }
    }

    private static Server server(boolean wantsCertificate) throws Exception {
        return Server.start(service.letting(client), wantsCertificate, (request, reply) -> reply.json(200, "{}"));
    }

    private static int status(String url, Map<String, String> settings, Map<String, String> environment) {
        try (HttpService http = HttpService.builder(TestContext.of(settings), url)
                .environment(environment::get)
                .build()) {
            return http.get("/x").send(TestCall.start()).status();
        }
    }

    private static ConnectorException failure(String url, Map<String, String> settings) {
        return assertThrows(ConnectorException.class, () -> status(url, settings, Map.of()));
    }
}
