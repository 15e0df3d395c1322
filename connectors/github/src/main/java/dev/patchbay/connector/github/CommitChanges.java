package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commits that a branch has got. Their dates say when somebody wrote them, not when they came, so a checkpoint is a
 * commit: what lies between it and the end of the branch is new, whatever its date.
 */
final class CommitChanges {
    private static final Pattern LISTING = Pattern.compile("all:([0-9a-f]{40,64}):(commits:.+)");
    private static final Pattern BEHIND =
            Pattern.compile("after:([0-9a-f]{40,64})?(?::([0-9a-f]{40,64}):(\\d{1,6})x(\\d{1,3}))?");

    private final Lists lists;

    CommitChanges(Lists lists) {
        this.lists = lists;
    }

    Page page(PullRequest pull, CallContext call) {
        requireUnfiltered(pull);
        String cursor = pull.cursor().orElse("");
        Matcher listing = LISTING.matcher(cursor);
        Matcher behind = BEHIND.matcher(cursor);
        if (cursor.isEmpty() || cursor.equals("after:")) {
            return first(pull, call);
        }
        if (listing.matches()) {
            return all(listing.group(1), pull.from(listing.group(2)), call);
        }
        if (!behind.matches()) {
            throw Lists.foreignCursor();
        }
        return behind(behind, pull, call);
    }

    /** What a branch has got since a commit, GitHub tells as a whole. */
    private static void requireUnfiltered(PullRequest pull) {
        List<String> filters = Stream.of("path", "author", "since", "until")
                .filter(pull.parameters()::containsKey)
                .toList();
        if (!filters.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    filters + " cannot be had of 'commits' by change; leave it away, or pull without 'incremental'");
        }
    }

    private Page first(PullRequest pull, CallContext call) {
        Optional<String> head = lists.head(pull, call);
        return head.isEmpty() ? Page.last(List.of(), "after:") : all(head.get(), at(pull, head.get()), call);
    }

    private Page all(String head, PullRequest pull, CallContext call) {
        Page page = lists.page(RecordKind.COMMITS, pull, call);
        return page.more()
                ? Page.of(page.records(), "all:" + head + ":" + page.cursor().orElseThrow())
                : Page.last(page.records(), "after:" + head);
    }

    private Page behind(Matcher cursor, PullRequest pull, CallContext call) {
        String base = cursor.group(1);
        int number = cursor.group(3) == null ? 1 : Integer.parseInt(cursor.group(3));
        // Pages are counted: their size stays what it was.
        int size = cursor.group(4) == null
                ? Math.min(pull.pageSize(), Lists.LARGEST_PAGE)
                : Math.max(1, Integer.parseInt(cursor.group(4)));
        String head = cursor.group(2) == null
                ? lists.head(pull, call).orElseThrow(CommitChanges::rewritten)
                : cursor.group(2);
        if (head.equals(base)) {
            return Page.last(List.of(), "after:" + base);
        }
        Response response = lists.repository(pull)
                .in(lists.http().get("/repos/{owner}/{repo}/compare/{base}...{head}"))
                .path("base", base)
                .path("head", head)
                .query("per_page", size)
                .query("page", number)
                .accept(404)
                .send(call);
        if (response.status() == 404) {
            throw rewritten();
        }
        List<ConnectorRecord> records = Lists.records(RecordKind.COMMITS, response.objects("/commits"));
        return response.link("next").isPresent()
                ? Page.of(records, "after:" + base + ":" + head + ":" + (number + 1) + "x" + size)
                : Page.last(records, "after:" + head);
    }

    /** The full list behind a commit that is known already. */
    private static PullRequest at(PullRequest pull, String head) {
        return pull.toBuilder().cursor(null).parameter("sha", head).build();
    }

    private static ConnectorException rewritten() {
        return new ConnectorException(
                ErrorCode.CURSOR_INVALID,
                "the commit of the checkpoint is not there any more, as the history was rewritten; pull from the"
                        + " beginning");
    }
}
