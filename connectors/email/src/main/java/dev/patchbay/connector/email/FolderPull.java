package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.protocol.ListInfo;

/** Gives pages of the folders of an account, in the order of their names. */
final class FolderPull {
    private static final String PREFIX = "folder1-";

    private final ImapLines lines;

    FolderPull(ImapLines lines) {
        this.lines = lines;
    }

    Page page(PullRequest request, CallContext call) {
        if (!request.parameters().isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST, "a pull of folders takes no parameters; leave them out");
        }
        if (request.incremental()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "folders do not tell when they changed; pull all of them, which is not incremental");
        }
        String behind = request.cursor().map(FolderPull::decoded).orElse("");
        List<ListInfo> folders = lines.run(call, ImapSession::folders).stream()
                .sorted(Comparator.comparing((ListInfo each) -> each.name))
                .filter(each -> each.name.compareTo(behind) > 0)
                .limit(request.pageSize() + 1L)
                .toList();
        boolean more = folders.size() > request.pageSize();
        List<ConnectorRecord> records = folders.stream()
                .limit(request.pageSize())
                .map(FolderPull::record)
                .toList();
        return more ? Page.of(records, encoded(folders.get(request.pageSize() - 1).name)) : Page.last(records);
    }

    private static ConnectorRecord record(ListInfo folder) {
        List<String> attributes = Stream.of(folder.attrs)
                .map(each -> each.replaceFirst("^\\\\", "").toLowerCase(Locale.ROOT))
                .toList();
        return ConnectorRecord.builder("folders")
                .id(folder.name)
                .field("name", folder.name)
                .field("separator", String.valueOf(folder.separator))
                .field("selectable", folder.canOpen)
                .field("attributes", attributes)
                .build();
    }

    private static String encoded(String name) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            if (cursor.startsWith(PREFIX)) {
                return new String(
                        Base64.getUrlDecoder().decode(cursor.substring(PREFIX.length())), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new ConnectorException(
                ErrorCode.CURSOR_INVALID, "the cursor is not one of a pull of folders; start from the beginning");
    }
}
