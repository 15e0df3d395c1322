package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Pointer;
import dev.patchbay.toolkit.changes.ChangeShape;
import dev.patchbay.toolkit.changes.Horizon;
import dev.patchbay.toolkit.changes.OrderedMark;
import dev.patchbay.toolkit.changes.OrderedReading;
import dev.patchbay.toolkit.changes.Stamp;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has changed of issues, comments and pull requests, in the order of change. What changed in a second that is not over
 * is left for the next pull.
 */
final class Changes {
    private static final int DETAILED_PAGE = 25;
    private static final ChangeShape SHAPE = new Updated();

    private final Lists lists;

    Changes(Lists lists) {
        this.lists = lists;
    }

    Page page(RecordKind kind, PullRequest pull, CallContext call) {
        Checkpoint checkpoint = pull.cursor()
                .map(each -> Checkpoint.parse(each).orElseThrow(Lists::foreignCursor))
                .orElse(Checkpoint.START);
        OrderedMark mark = checkpoint.mark();
        NumberedPage page = mark.place()
                .map(each -> NumberedPage.parse(each).orElseThrow(Lists::foreignCursor))
                .orElseGet(() -> NumberedPage.first(
                        Math.min(pull.pageSize(), kind == RecordKind.PULLS ? DETAILED_PAGE : Lists.LARGEST_PAGE)));
        Response response = request(kind, pull, checkpoint, page).send(call);
        if (response.isUnchanged()) {
            return Page.last(List.of(), checkpoint.toString());
        }
        OrderedReading reading = new OrderedReading(mark, Horizon.of(response, Duration.ofSeconds(1)), SHAPE);
        reading.read(response.objects(""), page.size());
        Optional<String> following =
                response.link("next").map(each -> page.next().toString());
        List<ConnectorRecord> records = records(kind, pull, reading.fresh(), call);
        // Nothing new came: as long as the answer is the same one, GitHub may say so without counting the request.
        boolean same = reading.fresh().isEmpty() && mark.isFirstPage();
        String tag = same ? response.header("ETag").orElse("") : "";
        return reading.next(page.toString(), following)
                .map(next -> Page.of(records, new Checkpoint(next, "").toString()))
                .orElseGet(() -> Page.last(records, new Checkpoint(reading.end(), tag).toString()));
    }

    private Request request(RecordKind kind, PullRequest pull, Checkpoint checkpoint, NumberedPage page) {
        OrderedMark mark = checkpoint.mark();
        RecordKind listed = kind == RecordKind.PULLS ? RecordKind.ISSUES : kind;
        Request request = lists.repository(pull)
                .in(lists.http().get(listed.path()))
                .query("sort", "updated")
                .query("direction", "asc")
                .query("state", listed == RecordKind.ISSUES ? pull.parameters().getOrDefault("state", "all") : null)
                .query("per_page", page.size())
                .query("page", page.number() == 1 ? null : page.number())
                .query("since", mark.since().isEmpty() ? pull.parameters().get("since") : mark.since());
        if (kind == RecordKind.ISSUES) {
            for (String filter : List.of("labels", "assignee", "creator")) {
                request.query(filter, pull.parameters().get(filter));
            }
        }
        // On a full page, what is new would be behind it, and the answer the same.
        boolean wouldShow = mark.isFirstPage() && mark.given() < page.size();
        return wouldShow && !checkpoint.tag().isEmpty() ? request.ifNoneMatch(checkpoint.tag()) : request;
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

    /** GitHub counts in seconds, and many things can change in one. */
    private static final class Updated implements ChangeShape {
        private static final Pointer UPDATED = Pointer.of("/updated_at");
        private static final Pointer ID = Pointer.of("/id");

        @Override
        public String idOf(Map<String, Object> item) {
            return Document.of(item).text(ID).orElse("");
        }

        @Override
        public Stamp stampOf(Map<String, Object> item) {
            Instant at = Document.of(item).time(UPDATED).orElseThrow(Updated::undated);
            return new Stamp(at.toString());
        }

        private static ConnectorException undated() {
            return new ConnectorException(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    "GitHub lists something without saying when it changed; see whether 'url' is right");
        }
    }
}
