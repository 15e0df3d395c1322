package dev.patchbay.connector.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Moves on servers that can do more or less. */
class MoveTest {
    private static final Map<String, Object> ARGUMENTS =
            Map.of("id", "INBOX;UIDVALIDITY=7;UID=42", "folder", "Archive");

    /** What comes for a command in the place of OK; the command without its tag. */
    private String refused = "nothing";

    /** Of whoever has signed in, which is told only who asks again then. */
    private String capabilities = "IMAP4rev1";

    private volatile boolean signedIn;

    @Test
    void leavesTheMovingToAServerThatCan() {
        capabilities = "IMAP4rev1 MOVE UIDPLUS";

        assertEquals(List.of("UID MOVE 42 Archive"), changes());
    }

    @Test
    void takesOutOnlyTheMessageThatWasCopied() {
        capabilities = "IMAP4rev1 UIDPLUS";

        assertEquals(
                List.of("UID COPY 42 Archive", "UID STORE 42 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 42"), changes());
    }

    /** A plain EXPUNGE would take away whatever somebody else has marked. */
    @Test
    void takesOutNothingWhereTheServerCannotTakeOutOneAlone() {
        assertEquals(List.of("UID COPY 42 Archive", "UID STORE 42 +FLAGS.SILENT (\\Deleted)"), changes());
    }

    @Test
    void leavesTheMessageWhereItCannotBeCopied() {
        refused = "UID COPY";
        try (ScriptedServer server = new ScriptedServer("* OK ready", this::imap)) {
            ConnectorException failure = fails(server);

            assertEquals(ErrorCode.REMOTE_REJECTED, failure.code());
            assertTrue(failure.getMessage().contains("'Archive'"), failure::getMessage);
            assertEquals(0, heard(server, "UID STORE").size());
        }
    }

    @Test
    void tellsOfTheCopyThatIsThereWhenTheMessageCannotBeTakenAway() {
        refused = "UID STORE";
        try (ScriptedServer server = new ScriptedServer("* OK ready", this::imap)) {
            ConnectorException failure = fails(server);

            assertEquals(ErrorCode.OUTCOME_UNKNOWN, failure.code());
            assertTrue(failure.getMessage().contains("copied to 'Archive'"), failure::getMessage);
        }
    }

    private List<String> changes() {
        try (ScriptedServer server = new ScriptedServer("* OK ready", this::imap);
                EmailConnector connector = connector(server)) {
            assertEquals(Map.of("moved", true), connector.invoke("move", ARGUMENTS, Mailroom.call()));
            return heard(server, "UID (MOVE|COPY|STORE|EXPUNGE)|EXPUNGE|CLOSE");
        }
    }

    private static ConnectorException fails(ScriptedServer server) {
        try (EmailConnector connector = connector(server)) {
            return assertThrows(ConnectorException.class, () -> connector.invoke("move", ARGUMENTS, Mailroom.call()));
        }
    }

    private static List<String> heard(ScriptedServer server, String commands) {
        return server.heard().stream()
                .map(each -> each.replaceFirst("^\\S+ ", ""))
                .filter(each -> each.matches("(" + commands + ").*"))
                .toList();
    }

    private static EmailConnector connector(ScriptedServer server) {
        return Mailroom.connectorOf(Map.of(
                "url",
                "imap://localhost:" + server.port(),
                "starttls",
                "off",
                "user",
                "jane@example.com",
                "password",
                Mailroom.PASSWORD));
    }

    private String imap(String line) {
        String tag = line.replaceFirst(" .*", "");
        String command = line.replaceFirst("^\\S+ ", "");
        if (command.startsWith(refused)) {
            return tag + " NO not here";
        }
        String told = "";
        if (command.startsWith("CAPABILITY")) {
            told = "* CAPABILITY " + (signedIn ? capabilities : "IMAP4rev1") + "\r\n";
        } else if (command.startsWith("LOGIN")) {
            signedIn = true;
        } else if (command.startsWith("SELECT")) {
            told = "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] so\r\n* OK [UIDNEXT 43] so\r\n";
        } else if (command.startsWith("UID FETCH")) {
            told = "* 1 FETCH (UID 42)\r\n";
        }
        return told + tag + " OK done";
    }
}
