package dev.patchbay.connector.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractContext;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Problem;
import dev.patchbay.model.PullRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settings have to be, and how it is told when they are not. */
class SettingsTest {

    @Test
    void namesEveryProblemAtOnce() {
        assertEquals(
                List.of("url", "user", "smtp.user", "from"),
                problems(Map.of("url", "http://example.com", "smtp.user", "jane", "from", "nobody at all")).stream()
                        .map(each -> each.key().orElseThrow())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "imaps://mail.example.com, imap, mail.example.com, 993, true, false",
        "imap://mail.example.com, imap, mail.example.com, 143, false, true",
        "IMAPS://mail.example.com:10993/, imap, mail.example.com, 10993, true, false",
        "smtps://mail.example.com, smtp, mail.example.com, 465, true, false",
        "smtp://[::1]:2525, smtp, ::1, 2525, false, true"
    })
    void readsAddresses(String url, String protocol, String host, int port, boolean tls, boolean starttls) {
        assertEquals(
                new Server(protocol, host, port, tls, starttls),
                Server.of(url, true).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example.com",
        "imaps:mail",
        "ftp://mail.example.com",
        "imaps://u:p@mail.example.com",
        "imaps://a b"
    })
    void refusesWhatIsNoAddressOfAMailServer(String url) {
        assertThrows(IllegalArgumentException.class, () -> Server.of(url, true));
    }

    @Test
    void needsAServerForOneOfTheTwo() {
        assertProblem(Map.of("user", "jane", "password", "x"), "neither 'url' nor 'smtp.url' is set");
    }

    @Test
    void needsWhatTheAuthenticationTakes() {
        assertProblem(
                Map.of("url", "imaps://mail.example.com", "user", "jane", "auth", "xoauth2", "password", "x"),
                "'access.token' is required for auth=xoauth2");
        assertProblem(Map.of("url", "imaps://mail.example.com", "user", "jane"), "'password' is required");
        assertProblem(Map.of("smtp.url", "smtp://localhost", "smtp.user", "jane"), "go together");
    }

    @Test
    void sendsWithoutAnImapServerAndSaysSoWhenAskedToPull() {
        try (EmailConnector connector = Mailroom.connectorOf(Map.of("smtp.url", "smtp://localhost"))) {
            ConnectorException failure = assertThrows(
                    ConnectorException.class, () -> connector.pull(PullRequest.of("messages"), Mailroom.call()));

            assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
            assertTrue(failure.getMessage().contains("'url' is not set"), failure::getMessage);
        }
    }

    @Test
    void saysThatAFileOfAuthoritiesIsNone() {
        Map<String, Object> settings = new HashMap<>(
                Map.of("url", "imaps://localhost:1", "user", "jane", "password", "x", "tls.ca", "/nowhere/at/all.pem"));
        try (EmailConnector connector = Mailroom.connectorOf(settings)) {
            ConnectorException failure = assertThrows(
                    ConnectorException.class, () -> connector.pull(PullRequest.of("messages"), Mailroom.call()));

            assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
            assertTrue(failure.getMessage().contains("'tls.ca'"), failure::getMessage);
        }
    }

    private static void assertProblem(Map<String, Object> settings, String sentence) {
        List<Problem> problems = problems(settings);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).message().contains(sentence), problems::toString);
    }

    private static List<Problem> problems(Map<String, Object> settings) {
        return SettingsRules.problems(
                ContractContext.of(Mailroom.ID, settings, Mailroom.SECRETS).config(Settings.class));
    }
}
