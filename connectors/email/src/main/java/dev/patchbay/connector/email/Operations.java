package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.operation.Arguments;
import dev.patchbay.toolkit.operation.OperationSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The named operations: to send one mail, and to put away what was pulled. */
final class Operations {
    /** What a mail can have that is no argument of its own. */
    private static final Set<String> FURTHER = new TreeSet<>(Set.of("references", "headers", "date", "messageId"));

    private static final Operation SEND = Operation.builder("send")
            .description("Sends one mail: {messageId}")
            .required("to", "to whom: addresses as text with commas between them, or as a list")
            .required("subject", "its subject")
            .optional("text", "its text")
            .optional("html", "its text as HTML; with 'text' as well, readers choose")
            .optional("cc", "who gets a copy")
            .optional("bcc", "who gets a copy that nobody else sees")
            .optional("from", "who sends; the instance's 'from' if it is not given")
            .optional("replyTo", "who gets the answers")
            .optional("inReplyTo", "the Message-ID of the mail that it answers")
            .optional("attachments", "a list of {name, type, content}, content as bytes or Base64")
            .optional("id", "by what it is known again: the same id gives the same Message-ID")
            .optional("more", "an object with what else a mail has: those from 'text' on, " + FURTHER)
            .build();

    private static final Operation MOVE = Operation.builder("move")
            .description("Moves a pulled message to another folder: {moved: true}")
            .required("id", "the id of the record")
            .required("folder", "where to")
            .build();

    private static final Operation FLAG = Operation.builder("flag")
            .description("Sets a flag of a pulled message, or takes it away: {id, flag, set}")
            .required("id", "the id of the record")
            .required("flag", "seen, answered, flagged, deleted, draft, or a keyword")
            .optional("set", "true to set it, false to take it away; true if it is not given")
            .idempotent()
            .build();

    private final ImapLines lines;
    private final Outbox outbox;

    private Operations(ImapLines lines, Outbox outbox) {
        this.lines = lines;
        this.outbox = outbox;
    }

    static OperationSet of(ImapLines lines, Outbox outbox) {
        Operations operations = new Operations(lines, outbox);
        return OperationSet.builder()
                .add(SEND, operations::send)
                .add(MOVE, operations::move)
                .add(FLAG, operations::flag)
                .build();
    }

    private Map<String, Object> send(Arguments given, CallContext call) {
        Map<String, Object> mail = new LinkedHashMap<>(given.object("more"));
        requireKnown(mail.keySet());
        given.all().forEach(mail::put);
        Object id = mail.get("id");
        return Map.of("messageId", outbox.send(mail, MessageId.of(id == null ? null : id.toString(), 0, call), call));
    }

    /** What nobody knows would be left out without a word. */
    private static void requireKnown(Set<String> more) {
        Set<String> known = new TreeSet<>(FURTHER);
        SEND.parameters().stream()
                .map(Operation.Parameter::name)
                .filter(each -> !each.equals("more"))
                .forEach(known::add);
        Set<String> unknown = new TreeSet<>(more);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw MailFields.invalid("'more' of 'send' does not know " + unknown + "; it takes " + known);
        }
    }

    private Map<String, Object> move(Arguments given, CallContext call) {
        MessageKey key = MessageKey.parse(given.text("id"));
        String target = given.text("folder");
        lines.run(call, session -> {
            open(session, key);
            if (session.can("MOVE")) {
                session.transfer(key.folder(), "MOVE", key.uid(), target);
                return null;
            }
            session.transfer(key.folder(), "COPY", key.uid(), target);
            takeOut(session, key, target);
            return null;
        });
        return Map.of("moved", true);
    }

    /** Without UIDPLUS nothing more is done: EXPUNGE alone would take out what others have marked, too. */
    private static void takeOut(ImapSession session, MessageKey key, String target) {
        try {
            session.flag(key.folder(), key.uid(), "\\Deleted", true);
            if (session.can("UIDPLUS")) {
                session.command("EXPUNGE", key.folder(), "UID EXPUNGE " + key.uid());
            }
        } catch (ConnectorException failure) {
            throw new ConnectorException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "the message '" + key + "' was copied to '" + target + "', and then it could not be taken away: "
                            + failure.getMessage() + "; delete one of the two before it is moved again",
                    failure);
        }
    }

    private Map<String, Object> flag(Arguments given, CallContext call) {
        MessageKey key = MessageKey.parse(given.text("id"));
        String flag = given.text("flag");
        String atom = MessageFlag.atom(flag);
        boolean set = given.text("set").isEmpty() || given.isTrue("set");
        lines.run(call, session -> {
            open(session, key);
            session.flag(key.folder(), key.uid(), atom, set);
            return null;
        });
        return Map.of("id", key.toString(), "flag", flag, "set", set);
    }

    private static void open(ImapSession session, MessageKey key) {
        ImapSession.Folder folder = session.select(key.folder());
        boolean there = folder.validity() == key.validity()
                && !session.fetch(key.folder(), List.of(key.uid()), "UID").isEmpty();
        if (!there) {
            throw new ConnectorException(
                    ErrorCode.REMOTE_REJECTED,
                    "the message '" + key + "' is not there any more; pull the folder again to see what is");
        }
    }
}
