package dev.patchbay.connector.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines that nobody can read along, and what happens when they cannot be had. */
class TlsTest {
    private static final PullRequest MESSAGES = PullRequest.of("messages");
    private static final ConnectorRecord MAIL =
            ConnectorRecord.of("messages", Map.of("to", "jane@example.com", "text", "Hello."));

    @Test
    void pullsAndSendsOverTls() {
        try (Mailroom mailroom = Mailroom.open()) {
            EmailConnector connector = mailroom.connector();

            connector.push(List.of(MAIL), Mailroom.call());

            assertEquals(1, Mailroom.pullAll(connector, MESSAGES).size());
            assertTrue(connector.health(Mailroom.call()).usable());
        }
    }

    @Test
    void trustsNobodyWhomNobodyKnows() {
        try (Mailroom mailroom = Mailroom.open()) {
            EmailConnector connector = mailroom.connector("tls.ca", "");

            for (ConnectorException each : List.of(pullFails(connector), pushFails(connector))) {
                assertEquals(ErrorCode.REMOTE_UNAVAILABLE, each.code());
                assertTrue(each.getMessage().contains("certificate"), each::getMessage);
            }
        }
    }

    @Test
    void trustsNoCertificateOfAnotherHost() {
        try (Mailroom mailroom = Mailroom.open()) {
            String port = mailroom.settings().get("url").toString().replaceAll(".*:", "");
            EmailConnector connector = mailroom.connector("url", "imaps://127.0.0.1:" + port);

            assertTrue(pullFails(connector).getMessage().contains("certificate"));
        }
    }

    @Test
    void tellsNothingBeforeTheLineIsEncrypted() {
        try (ScriptedServer imap = new ScriptedServer("* OK ready", TlsTest::imap);
                ScriptedServer smtp = ScriptedServer.smtp(TlsTest::smtp);
                EmailConnector connector = connector(imap, smtp)) {

            assertEquals(0, connector.pull(MESSAGES, Mailroom.call()).records().size());
            assertEquals(1, connector.push(List.of(MAIL), Mailroom.call()).accepted());

            assertTrue(indexOf(imap, "STARTTLS") < indexOf(imap, "AUTHENTICATE PLAIN"), imap.heard()::toString);
            assertTrue(indexOf(smtp, "STARTTLS") < indexOf(smtp, "AUTH PLAIN"), smtp.heard()::toString);
        }
    }

    @Test
    void sendsNoPasswordToAServerThatOffersNoEncryption() {
        try (ScriptedServer imap = new ScriptedServer("* OK ready", TlsTest::imapWithout);
                ScriptedServer smtp = ScriptedServer.smtp(line -> null);
                EmailConnector connector = connector(imap, smtp)) {

            for (ConnectorException each : List.of(pullFails(connector), pushFails(connector))) {
                assertEquals(ErrorCode.REMOTE_REJECTED, each.code());
                assertTrue(each.getMessage().contains("STARTTLS"), each::getMessage);
            }
            assertFalse((imap.heard().toString() + smtp.heard()).matches(".*(LOGIN|AUTH).*"));
        }
    }

    @Test
    void saysThatAPortIsForTheOtherKindOfLine() {
        try (Mailroom encrypted = Mailroom.open();
                Mailroom clear = Mailroom.unprotected()) {
            String clearPort = clear.settings().get("url").toString().replaceAll(".*:", "");
            String encryptedPort = encrypted.settings().get("url").toString().replaceAll(".*:", "");

            ConnectorException tlsToClear = pullFails(encrypted.connector("url", "imaps://localhost:" + clearPort));
            EmailConnector toEncrypted = encrypted.connector("url", "imap://localhost:" + encryptedPort);
            ConnectorException clearToTls = assertThrows(
                    ConnectorException.class,
                    () -> toEncrypted.pull(MESSAGES, ContractCall.of(Mailroom.ID, Duration.ofSeconds(1))));

            assertTrue(tlsToClear.getMessage().contains("imap:"), tlsToClear::getMessage);
            assertTrue(clearToTls.getMessage().contains(encryptedPort), clearToTls::getMessage);
        }
    }

    @Test
    void showsItsCertificateOnceALineIsEncrypted() {
        assertLetIn(
                "imap",
                "smtp",
                "tls.certificate",
                LocalCertificate.authority().toString(),
                "tls.key",
                LocalCertificate.key().toString());
    }

    @Test
    void showsItsCertificateOnALineThatIsEncryptedAtOnce() {
        assertLetIn(
                "imaps",
                "smtps",
                "tls.certificate",
                LocalCertificate.keystore().toString(),
                "tls.password",
                LocalCertificate.PASSWORD);
    }

    @Test
    void showsTheCertificateOfTheJvmIfItHasNoneOfItsOwn() {
        System.setProperty("javax.net.ssl.keyStore", LocalCertificate.keystore().toString());
        System.setProperty("javax.net.ssl.keyStorePassword", LocalCertificate.PASSWORD);
        try {
            assertLetIn("imap", "smtp");
        } finally {
            System.clearProperty("javax.net.ssl.keyStore");
            System.clearProperty("javax.net.ssl.keyStorePassword");
        }
    }

    @Test
    void saysThatAServerWantsACertificate() {
        try (ScriptedServer imap = new ScriptedServer("* OK ready", TlsTest::imap).wantingCertificate();
                ScriptedServer smtp = ScriptedServer.smtp(TlsTest::smtp).wantingCertificate();
                EmailConnector connector = connector(imap, smtp)) {

            for (ConnectorException each : List.of(pullFails(connector), pushFails(connector))) {
                assertEquals(ErrorCode.REMOTE_UNAVAILABLE, each.code());
                assertTrue(each.getMessage().contains("'tls.certificate'"), each::getMessage);
            }
            assertFalse((imap.heard().toString() + smtp.heard()).matches(".*(LOGIN|AUTH).*"));
        }
    }

    /** By servers that want a certificate. */
    private static void assertLetIn(String imapScheme, String smtpScheme, String... others) {
        try (ScriptedServer imap = new ScriptedServer("* OK ready", TlsTest::imap).wantingCertificate();
                ScriptedServer smtp = ScriptedServer.smtp(TlsTest::smtp).wantingCertificate()) {
            if (imapScheme.endsWith("s")) {
                imap.encryptedAtOnce();
                smtp.encryptedAtOnce();
            }
            Map<String, Object> settings = settings(imap, smtp);
            settings.put("url", imapScheme + "://localhost:" + imap.port());
            settings.put("smtp.url", smtpScheme + "://localhost:" + smtp.port());
            for (int i = 0; i < others.length; i += 2) {
                settings.put(others[i], others[i + 1]);
            }
            try (EmailConnector connector = Mailroom.connectorOf(settings)) {
                assertEquals(
                        0, connector.pull(MESSAGES, Mailroom.call()).records().size());
                assertEquals(1, connector.push(List.of(MAIL), Mailroom.call()).accepted());
            }
        }
    }

    private static String imap(String line) {
        String tag = line.substring(0, line.indexOf(' '));
        String command = line.substring(tag.length() + 1);
        if (command.equals("CAPABILITY")) {
            return "* CAPABILITY IMAP4rev1 STARTTLS SASL-IR AUTH=PLAIN\r\n" + tag + " OK done";
        }
        if (command.equals("STARTTLS")) {
            return "TLS:" + tag + " OK begin";
        }
        if (command.startsWith("EXAMINE")) {
            return "* 0 EXISTS\r\n* OK [UIDVALIDITY 1] \r\n* OK [UIDNEXT 1] \r\n" + tag + " OK [READ-ONLY] done";
        }
        return tag + " OK done";
    }

    private static String imapWithout(String line) {
        return imap(line).replace(" STARTTLS", "");
    }

    private static String smtp(String line) {
        if (line.startsWith("EHLO")) {
            return "250-localhost\r\n250-STARTTLS\r\n250 AUTH PLAIN";
        }
        return line.equals("STARTTLS") ? "TLS:220 begin" : null;
    }

    private static EmailConnector connector(ScriptedServer imap, ScriptedServer smtp) {
        return Mailroom.connectorOf(settings(imap, smtp));
    }

    private static Map<String, Object> settings(ScriptedServer imap, ScriptedServer smtp) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("url", "imap://localhost:" + imap.port());
        settings.put("smtp.url", "smtp://localhost:" + smtp.port());
        settings.put("tls.ca", LocalCertificate.authority().toString());
        settings.put("user", "jane@example.com");
        settings.put("password", Mailroom.PASSWORD);
        return settings;
    }

    private static int indexOf(ScriptedServer server, String words) {
        for (int i = 0; i < server.heard().size(); i++) {
            if (server.heard().get(i).contains(words)) {
                return i;
            }
        }
        throw new AssertionError(words + " is not in " + server.heard());
    }

    private static ConnectorException pullFails(EmailConnector connector) {
        return assertThrows(ConnectorException.class, () -> connector.pull(MESSAGES, Mailroom.call()));
    }

    private static ConnectorException pushFails(EmailConnector connector) {
        return assertThrows(ConnectorException.class, () -> connector.push(List.of(MAIL), Mailroom.call()));
    }
}
