package dev.patchbay.connector.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.model.Health;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong, told apart in one sentence. */
class HealthTest {

    @Test
    void saysWhatItHasSeenWhenAllIsWell() {
        try (Mailroom mailroom = Mailroom.unprotected()) {
            mailroom.store("INBOX", Mailroom.mail("first"));

            Health health = mailroom.connector().health(Mailroom.call());

            assertEquals(Health.Status.UP, health.status(), health::message);
            assertTrue(health.message().contains("has 1 messages in 'INBOX'"), health::message);
            assertTrue(health.message().contains("takes mail"), health::message);
        }
    }

    @Test
    void tellsBadCredentialsFromAFolderThatIsNotThere() {
        try (Mailroom mailroom = Mailroom.unprotected()) {
            Health credentials = mailroom.connector("password", "wrong-battery").health(Mailroom.call());
            Health folder = mailroom.connector("folder", "Nowhere").health(Mailroom.call());
            Health sender = mailroom.connector("smtp.user", "jane", "smtp.password", "wrong-battery")
                    .health(Mailroom.call());

            assertTold(credentials, "does not accept the credentials of user 'jane'");
            assertTold(sender, "smtp://localhost", "does not accept the credentials of user 'jane'");
            assertTold(folder, "refuses 'Nowhere'", "check that it is there");
            assertFalse(credentials.message().contains("wrong-battery"));
        }
    }

    @Test
    void tellsAHostThatNobodyKnowsFromOneWhereNobodyListens() {
        assertTold(health("imap://nowhere.invalid"), "cannot be resolved");
        assertTold(health("imap://localhost:" + ScriptedServer.closedPort()), "accepts no connection");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 400 Bad Request|does not answer as an IMAP server does",
                "220 smtp.example.com ESMTP|does not answer as an IMAP server does",
                "<html><body>Please sign in</body></html>|does not answer as an IMAP server does",
                "* BYE Too many connections|Too many connections",
                "* BYE down for maintenance|down for maintenance"
            })
    void tellsWhatGreetsInPlaceOfAnImapServer(String greeting, String sentence) {
        try (ScriptedServer server = new ScriptedServer(greeting, line -> ScriptedServer.HANG_UP)) {
            assertTold(health("imap://localhost:" + server.port()), sentence);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO [AUTHENTICATIONFAILED] no|check 'user' and 'password'",
                "NO [UNAVAILABLE] user backend is down|try later",
                "NO [LIMIT] Too many sessions|try later",
                "NO [AUTHORIZATIONFAILED] not for you|lets nobody sign in",
                "NO Invalid credentials|check 'user' and 'password'"
            })
    void tellsWhySigningInFailed(String answer, String sentence) {
        try (ScriptedServer server = new ScriptedServer(
                "* OK [CAPABILITY IMAP4rev1] ready",
                line -> line.contains("LOGIN")
                        ? line.substring(0, line.indexOf(' ')) + " " + answer
                        : line.substring(0, line.indexOf(' ')) + " OK done")) {
            assertTold(health("imap://localhost:" + server.port()), sentence);
        }
    }

    @Test
    void tellsAServerThatNeverGreets() {
        try (ScriptedServer server = new ScriptedServer(null, line -> null);
                EmailConnector connector = connector("imap://localhost:" + server.port())) {
            Health health = connector.health(ContractCall.of(Mailroom.ID, Duration.ofMillis(500)));

            assertTold(health, "did not answer in time", "port " + server.port());
        }
    }

    @Test
    void tellsThatAnSmtpServerIsNone() {
        try (ScriptedServer server = new ScriptedServer("HTTP/1.1 400 Bad Request", line -> ScriptedServer.HANG_UP);
                EmailConnector connector = Mailroom.connectorOf(
                        Map.of("smtp.url", "smtp://localhost:" + server.port(), "starttls", "off"))) {
            assertTold(connector.health(Mailroom.call()), "does not answer as an SMTP server does");
        }
    }

    private static Health health(String url) {
        try (EmailConnector connector = connector(url)) {
            return connector.health(Mailroom.call());
        }
    }

    private static EmailConnector connector(String url) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("url", url);
        settings.put("starttls", "off");
        settings.put("user", "jane");
        settings.put("password", Mailroom.PASSWORD);
        return Mailroom.connectorOf(settings);
    }

    private static void assertTold(Health health, String... words) {
        assertEquals(Health.Status.DOWN, health.status(), health::message);
        for (String each : words) {
            assertTrue(health.message().contains(each), health::message);
        }
    }
}
