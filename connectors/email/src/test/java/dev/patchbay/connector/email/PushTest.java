package dev.patchbay.connector.email;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records as mails, and what becomes of them when a server says no or nothing. */
class PushTest {
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void sendsWhatIsPulledAgain() {
        Mailroom mailroom = mailroom();
        EmailConnector connector = mailroom.connector();
        Map<String, Object> fields = fields("to", List.of(Map.of("address", "jane@example.com", "name", "Jäne")));
        fields.putAll(Map.of("subject", "Grüße €", "text", "Zeile 1\nZeile 2 €", "html", "<p>€</p>"));
        fields.put("from", "Bøb <bob@example.org>");
        fields.put("replyTo", "office@example.org");
        fields.put("headers", Map.of("X-Order", "Nr. 5 ü", "Received", "from nowhere", "Subject", "another"));
        byte[] bytes = {0, 1, 2, (byte) 0xff};
        fields.put(
                "attachments", List.of(Map.of("name", "übersicht.bin", "type", "application/x-y", "content", bytes)));

        connector.push(List.of(ConnectorRecord.of("messages", fields)), Mailroom.call());
        Map<String, Object> pulled =
                Mailroom.pullAll(connector, PullRequest.of("messages")).get(0).fields();

        assertEquals("Grüße €", pulled.get("subject"));
        assertEquals(Map.of("address", "bob@example.org", "name", "Bøb"), pulled.get("from"));
        assertEquals(List.of(Map.of("address", "jane@example.com", "name", "Jäne")), pulled.get("to"));
        assertEquals("Zeile 1\nZeile 2 €", pulled.get("text"));
        assertEquals("<p>€</p>", pulled.get("html"));
        assertEquals("Nr. 5 ü", ((Map<?, ?>) pulled.get("headers")).get("X-Order"));
        assertFalse(pulled.get("headers").toString().contains("nowhere"));
        Map<?, ?> attachment = (Map<?, ?>) ((List<?>) pulled.get("attachments")).get(0);
        assertEquals("übersicht.bin", attachment.get("name"));
        assertEquals("application/x-y", attachment.get("type"));
        assertArrayEquals(bytes, (byte[]) attachment.get("content"));
    }

    @Test
    void givesARecordTheSameMessageIdEachTime() throws MessagingException {
        Mailroom mailroom = mailroom();
        EmailConnector connector = mailroom.connector();
        ConnectorRecord record = record("order-5", "to", "jane@example.com");

        PushResult first = connector.push(List.of(record), Mailroom.call());
        PushResult second = connector.push(List.of(record), Mailroom.call());
        PushResult other = connector.push(List.of(record("order-6", "to", "jane@example.com")), Mailroom.call());

        assertEquals(first.ids(), second.ids());
        assertNotEquals(first.ids(), other.ids());
        assertTrue(first.ids().get(0).matches("<[0-9a-f]{32}@example\\.com>"), first.ids()::toString);
        assertEquals(first.ids().get(0), mailroom.received()[1].getMessageID());
    }

    @Test
    void givesEachMailWithoutAnIdOneOfTheCall() {
        EmailConnector connector = mailroom().connector();
        ConnectorRecord record = ConnectorRecord.of("messages", fields("to", "jane@example.com"));
        var call = Mailroom.call();

        PushResult attempt = connector.push(List.of(record, record), call);
        PushResult repeated = connector.push(List.of(record, record), call);
        PushResult later = connector.push(List.of(record), Mailroom.call());

        assertEquals(attempt.ids(), repeated.ids());
        assertNotEquals(attempt.ids().get(0), attempt.ids().get(1));
        assertNotEquals(attempt.ids().get(0), later.ids().get(0));
    }

    @Test
    void showsBlindCopiesToNobody() throws MessagingException {
        Mailroom mailroom = mailroom();

        mailroom.connector()
                .push(List.of(record("1", "to", "jane@example.com", "bcc", "boss@example.com")), Mailroom.call());

        assertEquals(2, mailroom.received().length);
        for (MimeMessage each : mailroom.received()) {
            assertNull(each.getRecipients(Message.RecipientType.BCC));
            assertEquals(1, each.getAllRecipients().length);
        }
    }

    @Test
    void rejectsWhatIsNoMailAndSendsTheRest() {
        Mailroom mailroom = mailroom();
        PushResult result = mailroom.connector()
                .push(
                        List.of(
                                record("1", "to", "nobody at all"),
                                record("2", "subject", "to nobody"),
                                record("3", "to", "jane@example.com", "subject", "a\r\nBcc: spy@example.com"),
                                record("4", "to", "jane@example.com\r\nBcc: spy@example.com"),
                                record("5", "to", Map.of("address", "jane@example.com", "name", "J\nX: y")),
                                record("6", "to", "jane@example.com", "headers", Map.of("X-A\r\nB", "c")),
                                record("7", "to", "jane@example.com", "attachments", List.of(Map.of("name", "a"))),
                                record("8", "to", "jane@example.com", "subject", "good")),
                        Mailroom.call());

        assertEquals(1, result.accepted());
        assertEquals(
                List.of(0, 1, 2, 3, 4, 5, 6),
                result.rejections().stream().map(PushResult.Rejection::index).toList());
        assertTrue(result.rejections().stream().allMatch(each -> each.code() == ErrorCode.INVALID_REQUEST));
        assertEquals(1, mailroom.received().length);
    }

    /** A mail without what was to be in it is worse than none. */
    @Test
    void rejectsAMailWhosePartsCannotBeUnderstood() {
        Mailroom mailroom = mailroom();
        PushResult result = mailroom.connector()
                .push(
                        List.of(
                                record("1", "to", "jane@example.com", "attachments", Map.of("content", "YQ==")),
                                record("2", "to", "jane@example.com", "headers", "X-Order: 5"),
                                record("4", "to", "jane@example.com", "date", Instant.MAX),
                                record("3", "to", "jane@example.com", "attachments", attachment("plain text, no?"))),
                        Mailroom.call());

        assertEquals(0, mailroom.received().length);
        assertEquals(
                List.of(0, 1, 2, 3),
                result.rejections().stream().map(PushResult.Rejection::index).toList());
        assertTrue(result.rejections().stream().allMatch(each -> each.code() == ErrorCode.INVALID_REQUEST));
    }

    @Test
    void takesBase64InLinesAndAnAttachmentThatTellsNoType() {
        Mailroom mailroom = mailroom();
        EmailConnector connector = mailroom.connector();
        connector.push(
                List.of(record("1", "to", "jane@example.com", "attachments", attachment("AAEC\r\nAwQF\n"))),
                Mailroom.call());

        Map<?, ?> pulled = (Map<?, ?>) ((List<?>) Mailroom.pullAll(connector, PullRequest.of("messages"))
                        .get(0)
                        .fields()
                        .get("attachments"))
                .get(0);
        assertArrayEquals(new byte[] {0, 1, 2, 3, 4, 5}, (byte[]) pulled.get("content"));
        assertEquals("application/octet-stream", pulled.get("type"));
    }

    /** A line may have 998 characters (RFC 5322), and the 60th answer refers to 59 mails. */
    @Test
    void foldsReferencesToManyMails() throws Exception {
        Mailroom mailroom = mailroom();
        EmailConnector connector = mailroom.connector();
        List<String> references = IntStream.range(0, 60)
                .mapToObj(each -> "<" + "a".repeat(30) + each + "@example.com>")
                .toList();
        connector.push(List.of(record("1", "to", "jane@example.com", "references", references)), Mailroom.call());

        assertEquals(
                references,
                Mailroom.pullAll(connector, PullRequest.of("messages"))
                        .get(0)
                        .fields()
                        .get("references"));
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mailroom.received()[0].writeTo(mail);
        int longest = mail.toString(StandardCharsets.UTF_8)
                .lines()
                .mapToInt(String::length)
                .max()
                .orElseThrow();
        assertTrue(longest <= 998, "a line of " + longest);
    }

    private static List<Map<String, Object>> attachment(String content) {
        Map<String, Object> attachment = new HashMap<>(Map.of("name", "a.bin", "content", content));
        attachment.put("type", null);
        return List.of(attachment);
    }

    @Test
    void rejectsARecordWhoseRecipientIsRefusedAndSendsTheRest() {
        ScriptedServer server = server(line -> line.startsWith("RCPT TO:<gone@") ? "550 5.1.1 no such user" : null);

        PushResult result = connector(server)
                .push(
                        List.of(
                                record("1", "to", "good@example.com"),
                                record("2", "to", "good@example.com, gone@example.com"),
                                record("3", "to", "good@example.com")),
                        Mailroom.call());

        assertEquals(2, result.accepted());
        assertEquals(1, result.rejections().get(0).index());
        assertEquals(ErrorCode.REMOTE_REJECTED, result.rejections().get(0).code());
        assertTrue(result.rejections().get(0).message().contains("'gone@example.com'"));
        assertEquals(2, server.heard("DATA"));
        assertEquals(1, server.heard("EHLO"));
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.7.1 not as this sender, PERMISSION_DENIED",
        "RCPT, 450 4.2.0 greylisted, REMOTE_UNAVAILABLE",
        "RCPT, 451 4.7.1 too many messages, RATE_LIMITED",
        "DATA, 452 4.3.1 no space, REMOTE_UNAVAILABLE",
        "MAIL, 530 5.7.0 sign in first, AUTHENTICATION_FAILED",
        "RCPT, hang up, REMOTE_UNAVAILABLE",
        "DATA, hang up, REMOTE_UNAVAILABLE",
        "MAIL, 421 4.3.2 going down, REMOTE_UNAVAILABLE",
        "[EH]+LO, 421 4.7.0 too many connections, RATE_LIMITED",
        "AUTH, 454 4.7.0 later, REMOTE_UNAVAILABLE",
        "AUTH, 535 5.7.8 no, AUTHENTICATION_FAILED"
    })
    void tellsThatNothingWasSentIfTheServerSaidNoBefore(String command, String answer, ErrorCode code) {
        ScriptedServer server = server(line -> line.matches(command + ".*") ? answer : null);

        ConnectorException failure = fails(connector(server), record("1", "to", "jane@example.com"));

        assertEquals(code, failure.code(), failure::getMessage);
        assertTrue(failure.isUnapplied() || code == ErrorCode.AUTHENTICATION_FAILED, failure::getMessage);
        assertEquals(0, server.heard("."));
    }

    @Test
    void rejectsAMailThatIsRefusedWhenItHasCome() {
        ScriptedServer server = server(line -> line.equals(".") ? "554 5.6.0 looks like spam" : null);

        PushResult result = connector(server).push(List.of(record("1", "to", "jane@example.com")), Mailroom.call());

        assertEquals(ErrorCode.REMOTE_REJECTED, result.rejections().get(0).code());
        assertTrue(result.rejections().get(0).message().contains("looks like spam"));
    }

    @Test
    void doesNotKnowWhatBecameOfAMailWhoseAnswerNeverCame() {
        ScriptedServer server = server(line -> line.equals(".") ? ScriptedServer.HANG_UP : null);

        ConnectorException failure = fails(connector(server), record("1", "to", "jane@example.com"));

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, failure.code());
        assertFalse(failure.isUnapplied());
        assertTrue(failure.getMessage().contains("@example.com>"), failure::getMessage);
        assertEquals(1, server.heard("DATA"));
    }

    @Test
    void tellsOfEachRecordWhatBecameOfItWhenTheConnectionIsLostMidway() {
        ScriptedServer server = server(new Function<>() {
            private int ends;

            @Override
            public synchronized String apply(String line) {
                return line.equals(".") && ++ends == 2 ? ScriptedServer.HANG_UP : null;
            }
        });

        PushResult result = connector(server)
                .push(
                        List.of(
                                record("1", "to", "jane@example.com"),
                                record("2", "to", "jane@example.com"),
                                record("3", "to", "jane@example.com")),
                        Mailroom.call());

        assertEquals(1, result.accepted());
        assertEquals(
                List.of(ErrorCode.OUTCOME_UNKNOWN, ErrorCode.REMOTE_UNAVAILABLE),
                result.rejections().stream().map(PushResult.Rejection::code).toList());
        assertEquals(2, server.heard("DATA"));
    }

    @Test
    void asksForNothingMoreAtALimit() {
        ScriptedServer server = server(new Function<>() {
            private int mails;

            @Override
            public synchronized String apply(String line) {
                return line.startsWith("MAIL") && ++mails > 1 ? "450 4.7.1 too many messages" : null;
            }
        });

        PushResult result = connector(server)
                .push(
                        List.of(
                                record("1", "to", "jane@example.com"),
                                record("2", "to", "jane@example.com"),
                                record("3", "to", "jane@example.com")),
                        Mailroom.call());

        assertEquals(1, result.accepted());
        assertEquals(
                List.of(ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED),
                result.rejections().stream().map(PushResult.Rejection::code).toList());
        assertEquals(2, server.heard("MAIL"));
    }

    @Test
    void tellsThatNothingWasSentIfNobodyListens() {
        EmailConnector connector = connector(ScriptedServer.closedPort());

        ConnectorException failure = fails(connector, record("1", "to", "jane@example.com"));

        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, failure.code());
        assertTrue(failure.isUnapplied());
    }

    @Test
    void dotsAtTheBeginningOfALineArrive() {
        Mailroom mailroom = mailroom();
        EmailConnector connector = mailroom.connector();

        connector.push(List.of(record("1", "to", "jane@example.com", "text", ".\n..\nend")), Mailroom.call());

        assertEquals(
                ".\n..\nend",
                Mailroom.pullAll(connector, PullRequest.of("messages"))
                        .get(0)
                        .fields()
                        .get("text"));
    }

    private Mailroom mailroom() {
        Mailroom mailroom = Mailroom.unprotected();
        open.add(mailroom);
        return mailroom;
    }

    private ScriptedServer server(Function<String, String> faults) {
        ScriptedServer server = ScriptedServer.smtp(faults);
        open.add(server);
        return server;
    }

    private EmailConnector connector(ScriptedServer server) {
        return connector(server.port());
    }

    private EmailConnector connector(int port) {
        EmailConnector connector = Mailroom.connectorOf(Map.of(
                "smtp.url",
                "smtp://localhost:" + port,
                "starttls",
                "off",
                "user",
                "jane",
                "password",
                Mailroom.PASSWORD,
                "from",
                "jane@example.com"));
        open.add(connector);
        return connector;
    }

    private static ConnectorException fails(EmailConnector connector, ConnectorRecord record) {
        return assertThrows(ConnectorException.class, () -> connector.push(List.of(record), Mailroom.call()));
    }

    private static ConnectorRecord record(String id, Object... fields) {
        return ConnectorRecord.builder("messages").id(id).fields(fields(fields)).build();
    }

    private static Map<String, Object> fields(Object... pairs) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("text", "Hello.");
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i].toString(), pairs[i + 1]);
        }
        return fields;
    }
}
