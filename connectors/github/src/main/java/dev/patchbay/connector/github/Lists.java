package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.paging.Fetched;
import dev.patchbay.toolkit.paging.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Full pulls. GitHub turns pages by number, so a list must grow at its end only: what can be is ordered by its creation,
 * and commits are those behind one that was the last when the pull began. Releases come newest first whatever is asked,
 * so a page leaves out what was seen.
 */
final class Lists {
    /** GitHub gives no more on one page. */
    static final int LARGEST_PAGE = 100;

    /** A list of what GitHub names by a number; what comes behind that is the group. */
    private static final Pattern NUMBERED =
            Pattern.compile("[^?]*/(?:repositories|organizations|user)/\\d+(/[^?]*)(?:\\?.*)?");

    private static final Paging PAGES = Paging.link("per_page")
            .within("/repositories/")
            .within("/organizations/")
            .within("/user/");

    private final HttpService http;
    private final String repository;
    private final boolean app;

    /** @param app whether an app asks, which has no repositories of its own but those of its installation */
    Lists(HttpService http, String repository, boolean app) {
        this.http = http;
        this.repository = repository;
        this.app = app;
    }

    Page page(RecordKind kind, PullRequest pull, CallContext call) {
        if (kind == RecordKind.RELEASES) {
            return new Releases(this).page(pull, call);
        }
        Optional<String> place = place(kind, pull);
        Request request = request(kind, pull);
        if (kind == RecordKind.COMMITS && place.isEmpty()) {
            Optional<String> head = head(pull, call);
            if (head.isEmpty()) {
                return Page.last(List.of());
            }
            request.query("sha", head.get());
        }
        Fetched fetched = fetch(request, place, pull, call);
        List<ConnectorRecord> records = records(kind, fetched.items());
        return fetched.next()
                .map(next -> Page.of(records, kind.recordType() + ":" + next))
                .orElseGet(() -> Page.last(records));
    }

    Fetched fetch(Request request, Optional<String> place, PullRequest pull, CallContext call) {
        if (place.filter(each -> !isOwn(each, request, pull)).isPresent()) {
            throw foreignCursor();
        }
        String items = isOfInstallation(pull) ? "/repositories" : "";
        return PAGES.fetch(request, items, place, Math.min(pull.pageSize(), LARGEST_PAGE), call);
    }

    /** Further pages lie where the first does, or GitHub names them by a number; of the same list in any case. */
    private static boolean isOwn(String place, Request request, PullRequest pull) {
        Matcher numbered = NUMBERED.matcher(place);
        String list = RecordKind.of(pull.recordType()).list();
        return numbered.matches() && numbered.group(1).equals(list)
                || request.place(place, List.of()).isPresent();
    }

    /** The first page's request, without its size. */
    Request request(RecordKind kind, PullRequest pull) {
        if (isOfInstallation(pull)) {
            return http.get("/installation/repositories");
        }
        if (kind == RecordKind.REPOSITORIES) {
            return repositories(pull).query("sort", "created").query("direction", "asc");
        }
        Request request = repository(pull).in(http.get(kind.path()));
        Map<String, String> given = pull.parameters();
        for (String each : kind.parameters()) {
            request.query(each, each.equals("sha") ? null : given.get(each));
        }
        if (kind.parameters().contains("state") && !given.containsKey("state")) {
            request.query("state", "all");
        }
        return kind == RecordKind.COMMITS
                ? request
                : request.query("sort", "created").query("direction", "asc");
    }

    Repository repository(PullRequest pull) {
        return Repository.parse(pull.parameters().getOrDefault("repository", repository));
    }

    /** The commit that a branch ends with; empty if there is none yet. */
    Optional<String> head(PullRequest pull, CallContext call) {
        Map<String, String> given = pull.parameters();
        var response = repository(pull)
                .in(http.get("/repos/{owner}/{repo}/commits/{ref}"))
                .path("ref", given.getOrDefault("sha", "HEAD"))
                .header("Accept", "application/vnd.github.sha")
                .accept(409)
                .send(call);
        // 409: the repository is empty.
        return response.status() == 409 ? Optional.empty() : Optional.of(sha(response.text()));
    }

    HttpService http() {
        return http;
    }

    /** Where GitHub counts pull requests among the issues, we do not. */
    static List<ConnectorRecord> records(RecordKind kind, List<Map<String, Object>> items) {
        List<ConnectorRecord> records = new ArrayList<>(items.size());
        for (Map<String, Object> each : items) {
            if (kind != RecordKind.ISSUES || !each.containsKey("pull_request")) {
                records.add(kind.record(each));
            }
        }
        return records;
    }

    private boolean isOfInstallation(PullRequest pull) {
        Map<String, String> given = pull.parameters();
        return app
                && pull.recordType().equals(RecordKind.REPOSITORIES.recordType())
                && !given.containsKey("organization")
                && !given.containsKey("user");
    }

    private Request repositories(PullRequest pull) {
        String organization = pull.parameters().get("organization");
        String user = pull.parameters().get("user");
        if (organization != null) {
            return http.get("/orgs/{org}/repos").path("org", organization);
        }
        return user == null
                ? http.get("/user/repos")
                : http.get("/users/{user}/repos").path("user", user);
    }

    /** The cursor as the paging has made it. */
    private static Optional<String> place(RecordKind kind, PullRequest pull) {
        String prefix = kind.recordType() + ":";
        return pull.cursor().map(each -> {
            if (!each.startsWith(prefix)) {
                throw foreignCursor();
            }
            return each.substring(prefix.length());
        });
    }

    static ConnectorException foreignCursor() {
        return new ConnectorException(
                ErrorCode.CURSOR_INVALID, "the cursor is none of this list's; pull from the beginning");
    }

    private static String sha(String text) {
        if (!text.strip().matches("[0-9a-f]{40,64}")) {
            throw new ConnectorException(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    "GitHub was asked for the name of a commit and answered with something else; see whether 'url' is"
                            + " right");
        }
        return text.strip();
    }
}
