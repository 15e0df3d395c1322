package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What has changed of issues, comments and pull requests, in the order of change. No page depends on the one before: each
 * is asked for from the last time of change that was seen, so that what changes meanwhile, and so moves to the end, does
 * not push anything over the edge of a page. What changed in a second that is not over is left for the next pull.
 *
 * <p>Only where more changed in one second than a page holds, its pages are counted. What changes then leaves the second,
 * and the others move towards its first page, perhaps to one that was read already. So its pages are read once more, from
 * the last to the first: nothing can move past a reader who comes the other way.
 */
final class Changes {
    private static final int DETAILED_PAGE = 25;

    private final Lists lists;

    Changes(Lists lists) {
        this.lists = lists;
    }

    Page page(RecordKind kind, PullRequest pull, CallContext call) {
        Mark mark = pull.cursor()
                .map(each -> Mark.parse(each).orElseThrow(Lists::foreignCursor))
                .orElse(Mark.START);
        int size = mark.page() == 1
                ? Math.min(pull.pageSize(), kind == RecordKind.PULLS ? DETAILED_PAGE : Lists.LARGEST_PAGE)
                : mark.size();
        Response response = request(kind, pull, mark, size).send(call);
        if (response.isUnchanged()) {
            return Page.last(List.of(), mark.toString());
        }
        List<Map<String, Object>> fresh = new ArrayList<>();
        Reading reading = new Reading(mark, size, horizon(response));
        List<Map<String, Object>> items = response.objects("");
        boolean reached = items.stream().anyMatch(item -> !reading.take(item, fresh));
        boolean more = mark.isGoingBack()
                || reading.goesBack()
                || !reached && !items.isEmpty() && response.link("next").isPresent();
        List<ConnectorRecord> records = records(kind, pull, fresh, call);
        if (more) {
            return Page.of(records, reading.next().toString());
        }
        return Page.last(records, checkpoint(mark, reading, response).toString());
    }

    /** Nothing new came: as long as the answer is the same one, GitHub may say so without counting the request. */
    private static Mark checkpoint(Mark mark, Reading reading, Response response) {
        Mark end = reading.last();
        boolean same = end.since().equals(mark.since()) && end.seen().equals(mark.seen()) && mark.page() == 1;
        return same ? end.withTag(response.header("ETag").orElse("")) : end;
    }

    private Request request(RecordKind kind, PullRequest pull, Mark mark, int size) {
        RecordKind listed = kind == RecordKind.PULLS ? RecordKind.ISSUES : kind;
        Request request = lists.repository(pull)
                .in(lists.http().get(listed.path()))
                .query("sort", "updated")
                .query("direction", "asc")
                .query("state", listed == RecordKind.ISSUES ? pull.parameters().getOrDefault("state", "all") : null)
                .query("per_page", size)
                .query("page", mark.page() == 1 ? null : Math.abs(mark.page()))
                .query("since", mark.since().isEmpty() ? pull.parameters().get("since") : mark.since());
        if (kind == RecordKind.ISSUES) {
            for (String filter : List.of("labels", "assignee", "creator")) {
                request.query(filter, pull.parameters().get(filter));
            }
        }
        // On a full page, what is new would be behind it, and the answer the same.
        boolean wouldShow = mark.page() == 1 && mark.seen().size() < size;
        return wouldShow && !mark.tag().isEmpty() ? request.ifNoneMatch(mark.tag()) : request;
    }

    /** A pull request among the issues is told in short; the whole is asked for one by one. */
    private List<ConnectorRecord> records(
            RecordKind kind, PullRequest pull, List<Map<String, Object>> items, CallContext call) {
        if (kind != RecordKind.PULLS) {
            return Lists.records(kind, items);
        }
        return items.stream()
                .filter(each -> each.containsKey("pull_request"))
                .map(each -> lists.repository(pull)
                        .in(lists.http().get("/repos/{owner}/{repo}/pulls/{number}"))
                        .path("number", each.get("number"))
                        .send(call)
                        .object())
                .filter(each -> isAskedFor(pull, Document.of(each)))
                .map(kind::record)
                .toList();
    }

    /** Among the issues GitHub does not filter by branches. */
    private static boolean isAskedFor(PullRequest pull, Document whole) {
        String base = pull.parameters().get("base");
        String head = pull.parameters().get("head");
        return (base == null || whole.text("/base/ref").filter(base::equals).isPresent())
                && (head == null
                        || whole.text("/head/label").filter(head::equals).isPresent());
    }

    /** Changes from here on may not be all there yet; by the clock of GitHub. */
    private static Instant horizon(Response response) {
        try {
            return response.header("Date")
                    .map(each -> ZonedDateTime.parse(each, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .minusSeconds(1))
                    .orElse(Instant.MAX);
        } catch (DateTimeException odd) {
            return Instant.MAX;
        }
    }
}
