package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.imap.protocol.UID;

/** One call's use of a line: every request is announced and within the deadline of the call. */
final class ImapSession {
    private static final Duration WAKE_WITHIN = Duration.ofSeconds(5);

    private final ImapLine line;
    private final CallContext call;
    private final Deadline deadline;
    private final String address;
    private int answered;

    ImapSession(Account account, ImapLine line, CallContext call, Deadline deadline) {
        this.line = line;
        this.call = call;
        this.deadline = deadline;
        this.address = account.requireImap().address();
    }

    /**
     * A folder as the server describes it when it is opened.
     *
     * @param next the UID that the next message gets
     */
    record Folder(String name, long validity, long next, int messages) {}

    /** Finds out whether a line is still there that nobody has used for a while. */
    void wakeIfStale() {
        if (line.isStale()) {
            long millis = Math.min(WAKE_WITHIN.toMillis(), deadline.millis());
            call.request("NOOP", address);
            line.run(Deadline.in(Duration.ofMillis(millis)), "NOOP", protocol -> {
                protocol.noop();
                return null;
            });
        }
    }

    /** Whether the line turned out to be dropped before it answered anything. */
    boolean foundDropped() {
        return answered == 0 && line.isBroken() && !Thread.currentThread().isInterrupted();
    }

    /** Opens a folder for reading: nothing that is done then changes a message. */
    Folder examine(String name) {
        return open("EXAMINE", name, protocol -> protocol.examine(name));
    }

    /** Opens a folder for changes. */
    Folder select(String name) {
        return open("SELECT", name, protocol -> protocol.select(name));
    }

    private Folder open(String method, String name, ImapLine.Command<MailboxInfo> command) {
        MailboxInfo box = run(method, name, command);
        if (box.uidvalidity <= 0 || box.uidNotSticky) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "'" + address + "' keeps no UIDs of folder '" + name
                            + "', without which messages cannot be told apart; it cannot be used");
        }
        long next = box.uidnext > 0 || box.total == 0 ? box.uidnext : lastUid(name) + 1;
        return new Folder(name, box.uidvalidity, Math.max(next, 1), box.total);
    }

    /** For servers that do not tell the next UID. */
    private long lastUid(String folder) {
        long last = 0;
        for (Response each : command("FETCH", folder, "FETCH * (UID)")) {
            UID uid = each instanceof FetchResponse response ? response.getItem(UID.class) : null;
            last = uid == null ? last : Math.max(last, uid.uid);
        }
        return last;
    }

    /** The UIDs from one to another, both included, that meet the criteria, in ascending order. */
    List<Long> search(String folder, long from, long to, String criteria) {
        Response[] responses = command("SEARCH", folder, "UID SEARCH UID " + from + ":" + to + criteria);
        List<Long> uids = new ArrayList<>();
        for (Response each : responses) {
            if (each instanceof IMAPResponse response && response.keyEquals("SEARCH")) {
                for (long uid = response.readLong(); uid != -1; uid = response.readLong()) {
                    if (uid >= from && uid <= to) {
                        uids.add(uid);
                    }
                }
            }
        }
        return uids.stream().sorted().distinct().toList();
    }

    /** What the server tells of messages; of those that are gone it tells nothing. */
    List<FetchResponse> fetch(String folder, Collection<Long> uids, String items) {
        String set = uids.stream().map(String::valueOf).collect(Collectors.joining(","));
        Response[] responses = command("FETCH", folder, "UID FETCH " + set + " (" + items + ")");
        List<FetchResponse> fetched = new ArrayList<>();
        for (Response each : responses) {
            if (each instanceof FetchResponse response) {
                fetched.add(response);
            }
        }
        return fetched;
    }

    /** All folders that the user may see. */
    List<ListInfo> folders() {
        ListInfo[] folders = run("LIST", address, protocol -> protocol.list("", "*"));
        return folders == null ? List.of() : List.of(folders);
    }

    /** Some servers tell before the sign-in only what is needed for it, and more to those who ask again. */
    boolean can(String capability) {
        if (run(null, capability, protocol -> protocol.hasCapability(capability))) {
            return true;
        }
        return run("CAPABILITY", address, protocol -> {
            protocol.capability();
            return protocol.hasCapability(capability);
        });
    }

    /** Adds a flag to a message, or takes it away. */
    void flag(String folder, long uid, String flag, boolean set) {
        command("STORE", folder, "UID STORE " + uid + (set ? " +" : " -") + "FLAGS.SILENT (" + flag + ")");
    }

    /** Moves or copies a message. */
    void transfer(String folder, String command, long uid, String target) {
        call.request(command, folder);
        // A refusal is mostly about where it is to go.
        run(null, folder + "' to '" + target, protocol -> {
            Argument arguments = new Argument();
            arguments.writeString(protocol.supportsUtf8() ? target : BASE64MailboxEncoder.encode(target));
            return completed(protocol, protocol.command("UID " + command + " " + uid, arguments));
        });
    }

    Response[] command(String method, String folder, String text) {
        return run(method, folder, protocol -> completed(protocol, protocol.command(text, null)));
    }

    private static Response[] completed(IMAPProtocol protocol, Response[] responses) throws ProtocolException {
        protocol.handleResult(responses[responses.length - 1]);
        return responses;
    }

    private <T> T run(String method, String subject, ImapLine.Command<T> command) {
        if (method != null) {
            call.request(method, subject);
        }
        T result = line.run(deadline, subject, command);
        answered++;
        return result;
    }
}
