package dev.patchbay.connector.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMailUtil;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.model.PullRequest;
import jakarta.mail.internet.MimeMessage;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done with single mails. */
class OperationsTest {
    private Mailroom mailroom;
    private EmailConnector connector;

    @BeforeEach
    void open() {
        mailroom = Mailroom.unprotected();
        connector = mailroom.connector();
    }

    @AfterEach
    void close() {
        mailroom.close();
    }

    @Test
    void sendsOneMailAndTellsItsMessageId() throws Exception {
        Map<String, Object> result =
                invoke("send", Map.of("to", "jane@example.com", "subject", "Hello", "text", "You", "id", "x"));

        assertEquals(mailroom.received()[0].getMessageID(), result.get("messageId"));
        assertEquals(
                result, invoke("send", Map.of("to", "jane@example.com", "subject", "Hello", "text", "You", "id", "x")));
    }

    @Test
    void sendsWithWhateverAMailCanHaveBesides() throws Exception {
        Map<String, Object> more = Map.of(
                "html", "<b>You</b>",
                "cc", "joe@example.com",
                "replyTo", "support@example.com",
                "attachments", List.of(Map.of("name", "a.txt", "content", "aGk=")));

        invoke("send", Map.of("to", "jane@example.com", "subject", "Hello", "text", "You", "more", more));

        MimeMessage sent = mailroom.received()[0];
        assertEquals("joe@example.com", sent.getHeader("Cc", ","));
        assertEquals("support@example.com", sent.getHeader("Reply-To", ","));
        String text = GreenMailUtil.getWholeMessage(sent);
        assertTrue(text.contains("<b>You</b>"), text);
        assertTrue(text.contains("filename=a.txt"), text);
    }

    @Test
    void sendsNoMailOfWhichItWouldLeaveAPartOut() {
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "send",
                Map.of("to", "jane@example.com", "subject", "x", "more", Map.of("attachements", List.of())));
        assertEquals(0, mailroom.received().length);
    }

    @Test
    void movesAMessage() {
        mailroom.store("INBOX", Mailroom.mail("first"));
        mailroom.store("INBOX", Mailroom.mail("second"));
        mailroom.folder("Größe");

        assertEquals(Map.of("moved", true), invoke("move", Map.of("id", idOf("first"), "folder", "Größe")));

        assertEquals(List.of("second"), subjects("INBOX"));
        assertEquals(List.of("first"), subjects("Größe"));
    }

    @Test
    void setsAFlagAndTakesItAway() {
        mailroom.store("INBOX", Mailroom.mail("first"));
        String id = idOf("first");

        invoke("flag", Map.of("id", id, "flag", "seen"));
        invoke("flag", Map.of("id", id, "flag", "flagged", "set", true));
        assertEquals(Set.of("seen", "flagged"), flags());

        invoke("flag", Map.of("id", id, "flag", "seen", "set", "false"));
        assertEquals(Set.of("flagged"), flags());
    }

    @Test
    void touchesNoOtherMessageWhenTheOneMeantIsGone() {
        mailroom.store("Archive", Mailroom.mail("first"));
        String id = mailroom.idOf("Archive", 1);
        mailroom.renumber("Archive");
        mailroom.store("Archive", Mailroom.mail("another"));

        assertFails(ErrorCode.REMOTE_REJECTED, "move", Map.of("id", id, "folder", "INBOX"));
        assertFails(ErrorCode.REMOTE_REJECTED, "flag", Map.of("id", id, "flag", "seen"));
        assertEquals(List.of("another"), subjects("Archive"));
    }

    @Test
    void refusesArgumentsThatNobodyKnows() {
        assertFails(ErrorCode.INVALID_REQUEST, "send", Map.of("to", "jane@example.com"));
        assertFails(ErrorCode.INVALID_REQUEST, "send", Map.of("to", "jane@example.com", "subject", "x", "txt", "y"));
        assertFails(ErrorCode.INVALID_REQUEST, "flag", Map.of("id", "42", "flag", "seen"));
        assertFails(ErrorCode.INVALID_REQUEST, "flag", Map.of("id", "INBOX;UIDVALIDITY=1;UID=1", "flag", "a) b"));
    }

    /** As the registry holds the interface of a caller to it. */
    @Test
    void hasTheOperationsThatItsInterfaceSays() {
        Map<String, Operation> operations =
                connector.operations().stream().collect(Collectors.toMap(Operation::name, each -> each));
        assertEquals(
                operations.keySet(),
                Arrays.stream(EmailOperations.class.getMethods())
                        .map(Method::getName)
                        .collect(Collectors.toSet()));
        for (Method method : EmailOperations.class.getMethods()) {
            List<Operation.Parameter> known = operations.get(method.getName()).parameters();
            List<String> names = Arrays.stream(method.getParameters())
                    .map(Parameter::getName)
                    .toList();
            assertTrue(known.stream().map(Operation.Parameter::name).toList().containsAll(names), method::toString);
            known.stream()
                    .filter(Operation.Parameter::required)
                    .forEach(each -> assertTrue(names.contains(each.name()), method::toString));
        }
    }

    private String idOf(String subject) {
        return Mailroom.pullAll(connector, PullRequest.of("messages")).stream()
                .filter(each -> each.fields().get("subject").equals(subject))
                .findFirst()
                .flatMap(ConnectorRecord::id)
                .orElseThrow();
    }

    private List<Object> subjects(String folder) {
        return Mailroom.pullAll(
                        connector,
                        PullRequest.builder("messages")
                                .parameter("folder", folder)
                                .build())
                .stream()
                .map(each -> each.fields().get("subject"))
                .toList();
    }

    private Set<Object> flags() {
        return Set.copyOf((List<?>) Mailroom.pullAll(connector, PullRequest.of("messages"))
                .get(0)
                .fields()
                .get("flags"));
    }

    private Map<String, Object> invoke(String operation, Map<String, Object> arguments) {
        return connector.invoke(operation, arguments, Mailroom.call());
    }

    private void assertFails(ErrorCode code, String operation, Map<String, Object> arguments) {
        ConnectorException failure = assertThrows(ConnectorException.class, () -> invoke(operation, arguments));
        assertEquals(code, failure.code(), failure::getMessage);
    }
}
