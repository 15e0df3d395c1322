package dev.patchbay.connector.github;

import static dev.patchbay.connector.github.FakeGitHub.json;
import static dev.patchbay.connector.github.FakeGitHub.map;

import dev.patchbay.contract.Answer;
import dev.patchbay.contract.Received;
import dev.patchbay.toolkit.Json;
import java.util.List;
import java.util.Map;

/** What a {@link FakeGitHub} makes and changes. */
final class FakeWrites {
    private final FakeGitHub github;
    private int written;

    FakeWrites(FakeGitHub github) {
        this.github = github;
    }

    int written() {
        return written;
    }

    Answer answer(Received request) {
        String path = request.path();
        Map<?, ?> sent = request.body().isEmpty() ? Map.of() : (Map<?, ?>) Json.read(request.body());
        if (path.equals("/graphql")) {
            return graphql(String.valueOf(sent.get("query")));
        }
        if (path.endsWith("/dispatches")) {
            return Answer.of(204);
        }
        if ("refused".equals(sent.get("title"))) {
            return json(
                    422,
                    map(
                            "message",
                            "Validation Failed",
                            "errors",
                            List.of(map("resource", "Issue", "field", "title", "code", "invalid"))));
        }
        if (sent.containsKey("assignee") && sent.containsKey("assignees")) {
            return json(422, map("message", "You cannot pass both assignee and assignees. Only one may be provided."));
        }
        written++;
        if (path.matches(".*/issues/\\d+/comments")) {
            Map<String, Object> comment = map("id", github.comments().size() + 1, "body", sent.get("body"));
            comment.put("updated_at", github.time());
            github.comments().add(comment);
            return json(201, comment);
        }
        if (path.matches(".*/issues/comments/\\d+")) {
            Map<String, Object> comment = github.comments().get(Integer.parseInt(path.replaceAll(".*/", "")) - 1);
            comment.put("body", sent.get("body"));
            return json(200, comment);
        }
        if (path.matches(".*/issues/\\d+")) {
            Map<String, Object> issue = github.issue(Integer.parseInt(path.replaceAll(".*/", "")));
            sent.forEach((name, value) -> issue.put((String) name, value));
            return json(200, issue);
        }
        github.pass();
        return json(201, github.addIssue(String.valueOf(sent.get("title"))));
    }

    private static Answer graphql(String query) {
        if (query.contains("first:")) {
            return json(
                    200,
                    map(
                            "data",
                            map("first", map("id", 1), "second", null),
                            "errors",
                            List.of(map("type", "NOT_FOUND", "message", "second is unknown"))));
        }
        return query.contains("viewer")
                ? json(200, map("data", map("viewer", map("login", "octo"))))
                : json(
                        200,
                        map(
                                "data",
                                null,
                                "errors",
                                List.of(map("type", "NOT_FOUND", "message", "Field 'x' is unknown"))));
    }
}
