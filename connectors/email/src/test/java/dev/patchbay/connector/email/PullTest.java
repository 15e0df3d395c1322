package dev.patchbay.connector.email;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.store.StoredMessage;
import dev.patchbay.contract.ContractCall;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages and folders as records, page by page. */
class PullTest {
    private static final PullRequest MESSAGES = PullRequest.of("messages");

    private Mailroom mailroom;

    @BeforeEach
    void open() {
        mailroom = Mailroom.unprotected();
    }

    @AfterEach
    void close() {
        mailroom.close();
    }

    @Test
    void marksNothingAsRead() throws MessagingException {
        mailroom.store("INBOX", Mailroom.mail("first"));

        ConnectorRecord record = pull(MESSAGES).get(0);

        assertEquals(List.of(), record.fields().get("flags"));
        StoredMessage stored = mailroom.folder("INBOX").getMessages().get(0);
        assertFalse(stored.isSet(Flags.Flag.SEEN));
    }

    @Test
    void tellsWhatTheServerKnowsOfAMessage() {
        Instant received = Instant.parse("2018-02-07T13:45:00Z");
        byte[] mail = Mailroom.mail("first").getBytes(StandardCharsets.US_ASCII);
        long uid = mailroom.store("Archive", mail, received);

        ConnectorRecord record = pull(folder("Archive")).get(0);

        assertEquals(mailroom.idOf("Archive", uid), record.id().orElseThrow());
        assertEquals(received, record.changedAt().orElseThrow());
        assertEquals(received, record.fields().get("receivedAt"));
        assertEquals(uid, record.fields().get("uid"));
        assertEquals("Archive", record.fields().get("folder"));
        assertEquals(false, record.fields().get("truncated"));
        assertEquals("first", record.fields().get("subject"));
    }

    @Test
    void pullsWhatNobodyHasReadOnly() {
        mailroom.store("INBOX", Mailroom.mail("read"));
        mailroom.store("INBOX", Mailroom.mail("unread"));
        EmailConnector connector = mailroom.connector();
        ConnectorRecord first = Mailroom.pullAll(connector, MESSAGES).get(0);
        connector.invoke("flag", Map.of("id", first.id().orElseThrow(), "flag", "seen"), Mailroom.call());

        assertEquals(List.of("unread"), subjects(with("unseen", "true")));
        assertEquals(
                List.of("seen"),
                Mailroom.pullAll(connector, MESSAGES).get(0).fields().get("flags"));
    }

    @Test
    void pullsWhatCameSinceATimeToTheSecond() {
        store("early", Instant.parse("2018-02-07T13:44:59Z"));
        store("in time", Instant.parse("2018-02-07T13:45:00Z"));
        store("next day", Instant.parse("2018-02-08T00:00:01Z"));

        assertEquals(List.of("in time", "next day"), subjects(with("since", "2018-02-07T13:45:00Z")));
        assertEquals(List.of("early", "in time", "next day"), subjects(with("since", "2018-02-07")));
        assertEquals(List.of("next day"), subjects(with("since", "2018-02-08")));
    }

    @Test
    void pullsHeadersWithoutText() {
        mailroom.store("INBOX", Mailroom.mail("first"));

        ConnectorRecord record = pull(with("bodies", "false")).get(0);

        assertEquals("first", record.fields().get("subject"));
        assertNull(record.fields().get("text"));
    }

    @Test
    void endsAPageWhenItsMessagesAreLargeEnough() {
        for (int i = 0; i < 5; i++) {
            mailroom.store("INBOX", Mailroom.mail("number " + i) + "x".repeat(60_000));
        }
        EmailConnector connector = mailroom.connector("page.max.bytes", "130000");

        Page page = connector.pull(MESSAGES, Mailroom.call());

        assertEquals(2, page.records().size());
        assertTrue(page.more());
        assertEquals(5, Mailroom.pullAll(connector, MESSAGES).size());
    }

    @Test
    void fetchesNoMoreOfAMessageThanAllowed() {
        mailroom.store("INBOX", Mailroom.mail("large") + "x".repeat(60_000));
        mailroom.store("INBOX", Mailroom.mail("small"));

        List<ConnectorRecord> records = Mailroom.pullAll(mailroom.connector("message.max.bytes", "20000"), MESSAGES);

        assertEquals(true, records.get(0).fields().get("truncated"));
        assertTrue(records.get(0).fields().get("text").toString().length() < 20_000);
        assertTrue((long) records.get(0).fields().get("size") > 60_000);
        assertEquals(false, records.get(1).fields().get("truncated"));
        assertEquals(
                "Hello from small.",
                records.get(1).fields().get("text").toString().trim());
    }

    @Test
    void refusesACursorWhenTheFolderWasNumberedAnew() {
        mailroom.store("Archive", Mailroom.mail("first"));
        mailroom.store("Archive", Mailroom.mail("second"));
        PullRequest request = folder("Archive").toBuilder().pageSize(1).build();
        EmailConnector connector = mailroom.connector();
        String cursor = connector.pull(request, Mailroom.call()).cursor().orElseThrow();

        mailroom.renumber("Archive");
        mailroom.store("Archive", Mailroom.mail("third"));

        assertFails(ErrorCode.CURSOR_INVALID, connector, request.from(cursor));
        assertEquals(1, Mailroom.pullAll(connector, request).size());
    }

    @Test
    void refusesACursorOfAnotherFolderOrFilter() {
        mailroom.store("INBOX", Mailroom.mail("first"));
        mailroom.store("INBOX", Mailroom.mail("second"));
        EmailConnector connector = mailroom.connector();
        PullRequest request = MESSAGES.toBuilder().pageSize(1).build();
        String cursor = connector.pull(request, Mailroom.call()).cursor().orElseThrow();

        assertFails(ErrorCode.CURSOR_INVALID, connector, folder("Archive").from(cursor));
        assertFails(ErrorCode.CURSOR_INVALID, connector, with("unseen", "true").from(cursor));
    }

    @Test
    void findsTheNextMessageBehindManyThatAreGone() {
        mailroom.store("INBOX", Mailroom.mail("first"));
        List<Long> gone = new ArrayList<>();
        IntStream.range(0, 4_500).forEach(i -> gone.add(mailroom.store("INBOX", Mailroom.mail("gone " + i))));
        mailroom.store("INBOX", Mailroom.mail("last"));
        mailroom.delete("INBOX", gone);
        PullRequest request = MESSAGES.toBuilder().pageSize(1).build();
        EmailConnector connector = mailroom.connector();
        ContractCall call = Mailroom.call();
        connector.pull(request, call);

        Page page = connector.pull(
                request.from(connector.pull(request, Mailroom.call()).cursor().orElseThrow()), call);

        assertEquals("last", page.records().get(0).fields().get("subject"));
        assertFalse(page.more());
    }

    @Test
    void pullsFromFoldersWithNamesOfOtherLetters() {
        mailroom.store("Entwürfe & Co", Mailroom.mail("draft"));

        assertEquals(List.of("draft"), subjects(folder("Entwürfe & Co")));
        assertTrue(Mailroom.pullAll(mailroom.connector(), PullRequest.of("folders")).stream()
                .anyMatch(each -> each.fields().get("name").equals("Entwürfe & Co")));
    }

    @Test
    void listsTheFoldersPageByPage() {
        List.of("b", "c", "a").forEach(mailroom::folder);
        PullRequest request = PullRequest.builder("folders").pageSize(2).build();

        List<ConnectorRecord> folders = Mailroom.pullAll(mailroom.connector(), request);

        assertEquals(
                List.of("INBOX", "a", "b", "c"),
                folders.stream().map(each -> each.fields().get("name")).toList());
        assertEquals(true, folders.get(0).fields().get("selectable"));
    }

    @Test
    void tellsAFolderThatIsNotThereFromAnEmptyOne() {
        ConnectorException failure = assertFails(ErrorCode.REMOTE_REJECTED, mailroom.connector(), folder("Nowhere"));

        assertTrue(failure.getMessage().contains("'Nowhere'"), failure::getMessage);
    }

    @Test
    void refusesParametersThatNobodyKnows() {
        assertFails(ErrorCode.INVALID_REQUEST, mailroom.connector(), with("flder", "x"));
        assertFails(ErrorCode.INVALID_REQUEST, mailroom.connector(), with("since", "yesterday"));
        assertFails(ErrorCode.INVALID_REQUEST, mailroom.connector(), with("unseen", "yes"));
    }

    @Test
    void takesAnAccessTokenInPlaceOfAPassword() {
        mailroom.store("INBOX", Mailroom.mail("first"));
        EmailConnector connector = mailroom.connector("auth", "xoauth2", "access.token", Mailroom.PASSWORD);

        assertEquals(1, Mailroom.pullAll(connector, MESSAGES).size());
    }

    @Test
    void givesAttachmentsAsTheyWereSent() {
        mailroom.store(
                "INBOX",
                "From: bob@example.org\nContent-Type: application/octet-stream; name=a.bin\n"
                        + "Content-Transfer-Encoding: base64\n\n/wD+\n");

        Map<?, ?> attachment =
                (Map<?, ?>) ((List<?>) pull(MESSAGES).get(0).fields().get("attachments")).get(0);

        assertArrayEquals(new byte[] {(byte) 0xff, 0, (byte) 0xfe}, (byte[]) attachment.get("content"));
    }

    private void store(String subject, Instant received) {
        mailroom.store("INBOX", Mailroom.mail(subject).getBytes(StandardCharsets.US_ASCII), received);
    }

    private List<ConnectorRecord> pull(PullRequest request) {
        return Mailroom.pullAll(mailroom.connector(), request);
    }

    private List<Object> subjects(PullRequest request) {
        return pull(request).stream().map(each -> each.fields().get("subject")).toList();
    }

    private static PullRequest folder(String name) {
        return with("folder", name);
    }

    private static PullRequest with(String parameter, String value) {
        return PullRequest.builder("messages").parameter(parameter, value).build();
    }

    private static ConnectorException assertFails(ErrorCode code, EmailConnector connector, PullRequest request) {
        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> connector.pull(request, Mailroom.call()));
        assertEquals(code, failure.code(), failure::getMessage);
        return failure;
    }
}
