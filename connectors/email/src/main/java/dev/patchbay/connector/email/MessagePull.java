package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives pages of the messages of a folder in the order of their UIDs, each page from behind the last message of the one
 * before: what comes and goes meanwhile shifts nothing.
 */
final class MessagePull {
    /** How many UIDs are asked about at first; as long as none of them exists, each time four times as many. */
    private static final long FIRST_STEP = 2_000;

    private final Account account;
    private final ImapLines lines;

    MessagePull(Account account, ImapLines lines) {
        this.account = account;
        this.lines = lines;
    }

    Page page(PullRequest request, CallContext call) {
        PullParameters parameters = PullParameters.of(request, account.folder());
        Optional<UidCursor> cursor = request.cursor().map(text -> UidCursor.decode(text, parameters.identity()));
        return lines.run(call, session -> {
            ImapSession.Folder folder = session.examine(parameters.folder());
            cursor.ifPresent(each -> requireSame(each, folder));
            long last = cursor.map(UidCursor::last).orElse(0L);
            List<Long> uids = next(session, folder, last, parameters.criteria(), request.pageSize());
            boolean more = uids.size() > request.pageSize();
            return page(
                    new Step(request, parameters, folder),
                    new MessageFetch(session, folder, parameters, account.limits()),
                    more ? uids.subList(0, request.pageSize()) : uids,
                    more);
        });
    }

    private record Step(PullRequest request, PullParameters parameters, ImapSession.Folder folder) {

        String cursor(long last) {
            return new UidCursor(parameters.identity(), folder.validity(), last).encode();
        }
    }

    private static Page page(Step step, MessageFetch fetch, List<Long> uids, boolean moreBehind) {
        List<ConnectorRecord> records = fetch.records(uids);
        if (moreBehind || fetch.lastUid() < lastOf(uids)) {
            return Page.of(records, step.cursor(fetch.lastUid()));
        }
        // All that was there when the folder was opened has been looked at, also what the filters leave out.
        long last = step.folder().next() - 1;
        return step.request().incremental() ? Page.last(records, step.cursor(last)) : Page.last(records);
    }

    private static long lastOf(List<Long> uids) {
        return uids.isEmpty() ? 0 : uids.get(uids.size() - 1);
    }

    /** The next UIDs behind one, one more than asked for if there are more. */
    private static List<Long> next(
            ImapSession session, ImapSession.Folder folder, long behind, String criteria, int count) {
        List<Long> uids = new ArrayList<>();
        long from = behind + 1;
        long step = Math.max(FIRST_STEP, count);
        while (folder.messages() > 0 && from < folder.next() && uids.size() <= count) {
            long to = Math.min(from + step, folder.next()) - 1;
            List<Long> found = session.search(folder.name(), from, to, criteria);
            uids.addAll(found.subList(0, Math.min(found.size(), count + 1 - uids.size())));
            step = found.isEmpty() ? step * 4 : step;
            from = to + 1;
        }
        return uids;
    }

    private static void requireSame(UidCursor cursor, ImapSession.Folder folder) {
        if (cursor.validity() != folder.validity()) {
            throw new ConnectorException(
                    ErrorCode.CURSOR_INVALID,
                    "the server has numbered folder '" + folder.name()
                            + "' anew since the cursor was made; start from the beginning");
        }
    }
}
