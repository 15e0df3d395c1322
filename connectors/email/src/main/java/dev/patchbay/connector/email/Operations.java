package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.spi.CallContext;
import java.util.List;
import java.util.Map;

/** The named operations: to send one mail, and to put away what was pulled. */
final class Operations {
    private static final List<Operation> ALL = List.of(
            Operation.builder("send")
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
                    .build(),
            Operation.builder("move")
                    .description("Moves a pulled message to another folder: {moved: true}")
                    .required("id", "the id of the record")
                    .required("folder", "where to")
                    .build(),
            Operation.builder("flag")
                    .description("Sets a flag of a pulled message, or takes it away: {id, flag, set}")
                    .required("id", "the id of the record")
                    .required("flag", "seen, answered, flagged, deleted, draft, or a keyword")
                    .optional("set", "true to set it, false to take it away; true if it is not given")
                    .idempotent()
                    .build());

    private final ImapLines lines;
    private final Outbox outbox;

    Operations(ImapLines lines, Outbox outbox) {
        this.lines = lines;
        this.outbox = outbox;
    }

    static List<Operation> all() {
        return ALL;
    }

    Map<String, Object> invoke(String name, Map<String, Object> arguments, CallContext call) {
        Operation operation = ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConnectorException(
                        ErrorCode.UNSUPPORTED_CAPABILITY,
                        "'" + name + "' is no operation of an email connector; use send, move or flag"));
        requireKnown(operation, arguments);
        return switch (name) {
            case "send" -> send(arguments, call);
            case "move" -> move(arguments, call);
            default -> flag(arguments, call);
        };
    }

    private Map<String, Object> send(Map<String, Object> arguments, CallContext call) {
        Object id = arguments.get("id");
        return Map.of(
                "messageId", outbox.send(arguments, MessageId.of(id == null ? null : id.toString(), 0, call), call));
    }

    private Map<String, Object> move(Map<String, Object> arguments, CallContext call) {
        MessageKey key = MessageKey.parse(text(arguments, "id"));
        String target = text(arguments, "folder");
        lines.run(call, session -> {
            open(session, key);
            if (session.can("MOVE")) {
                session.transfer(key.folder(), "MOVE", key.uid(), target);
                return null;
            }
            session.transfer(key.folder(), "COPY", key.uid(), target);
            session.flag(key.folder(), key.uid(), "\\Deleted", true);
            if (session.can("UIDPLUS")) {
                session.command("EXPUNGE", key.folder(), "UID EXPUNGE " + key.uid(), null);
            }
            return null;
        });
        return Map.of("moved", true);
    }

    private Map<String, Object> flag(Map<String, Object> arguments, CallContext call) {
        MessageKey key = MessageKey.parse(text(arguments, "id"));
        String flag = MessageFlag.atom(text(arguments, "flag"));
        boolean set = set(arguments.get("set"));
        lines.run(call, session -> {
            open(session, key);
            session.flag(key.folder(), key.uid(), flag, set);
            return null;
        });
        return Map.of("id", key.toString(), "flag", text(arguments, "flag"), "set", set);
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

    private static void requireKnown(Operation operation, Map<String, Object> arguments) {
        List<String> names =
                operation.parameters().stream().map(Operation.Parameter::name).toList();
        for (String each : arguments.keySet()) {
            if (!names.contains(each)) {
                throw invalid("'" + each + "' is no argument of '" + operation.name() + "'; it takes " + names);
            }
        }
        for (Operation.Parameter each : operation.parameters()) {
            if (each.required() && arguments.get(each.name()) == null) {
                throw invalid(
                        "'" + operation.name() + "' needs the argument '" + each.name() + "': " + each.description());
            }
        }
    }

    private static boolean set(Object value) {
        String text = value == null ? "true" : value.toString();
        if (!text.equals("true") && !text.equals("false")) {
            throw invalid("'set' is neither true nor false; write one of them");
        }
        return Boolean.parseBoolean(text);
    }

    private static String text(Map<String, Object> arguments, String name) {
        return arguments.get(name).toString();
    }

    private static ConnectorException invalid(String sentence) {
        return new ConnectorException(ErrorCode.INVALID_REQUEST, sentence);
    }
}
