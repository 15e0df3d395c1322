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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has changed of issues, comments and pull requests, in the order of change. No page depends on the one before: each
 * is asked for from the last time of change that was seen, so that what changes meanwhile, and so moves to the end, does
 * not push anything over the edge of a page. What changed in a second that is not over is left for the next pull.
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
        int size = Math.min(pull.pageSize(), kind == RecordKind.PULLS ? DETAILED_PAGE : Lists.LARGEST_PAGE);
        Response response = request(kind, pull, mark, size).send(call);
        if (response.isUnchanged()) {
            return Page.last(List.of(), mark.toString());
        }
        List<Map<String, Object>> fresh = new ArrayList<>();
        Reading reading = new Reading(mark, horizon(response));
        List<Map<String, Object>> items = response.objects("");
        boolean reached = items.stream().anyMatch(item -> !reading.take(item, fresh));
        boolean more = !reached && !items.isEmpty() && response.link("next").isPresent();
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
                .query("page", mark.page() == 1 ? null : mark.page())
                .query("since", mark.since().isEmpty() ? pull.parameters().get("since") : mark.since());
        if (kind == RecordKind.ISSUES) {
            for (String filter : List.of("labels", "assignee", "creator")) {
                request.query(filter, pull.parameters().get(filter));
            }
        }
        return mark.tag().isEmpty() ? request : request.ifNoneMatch(mark.tag());
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
                .map(kind::record)
                .toList();
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

    /** One page as it is read, record by record in the order of change; used once. */
    private static final class Reading {
        private final Mark mark;
        private final Instant horizon;
        private final Set<String> seen;
        private String since;

        Reading(Mark mark, Instant horizon) {
            this.mark = mark;
            this.horizon = horizon;
            this.since = mark.since();
            this.seen = new HashSet<>(mark.seen());
        }

        /** False if it changed so recently that it has to wait, and all behind it. */
        boolean take(Map<String, Object> item, List<Map<String, Object>> fresh) {
            Document document = Document.of(item);
            String changed = document.text("/updated_at").orElse("");
            String id = document.text("/id").orElse("");
            if (isRecent(changed)) {
                return false;
            }
            if (!mark.hasSeen(id, changed)) {
                fresh.add(item);
            }
            if (!changed.equals(since)) {
                since = changed;
                seen.clear();
            }
            seen.add(id);
            return true;
        }

        /** The next page of the same second, or the first from a later one on. */
        Mark next() {
            return new Mark(since, seen, since.equals(mark.since()) ? mark.page() + 1 : 1, "");
        }

        Mark last() {
            return new Mark(since, seen, 1, "");
        }

        private boolean isRecent(String changed) {
            try {
                return Instant.parse(changed).isAfter(horizon);
            } catch (DateTimeException odd) {
                return false;
            }
        }
    }
}
