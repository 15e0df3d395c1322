package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The requests that change something, and GraphQL. */
final class Writes {
    private static final Set<String> OF_NEW_ISSUES =
            Set.of("title", "body", "labels", "assignee", "assignees", "milestone", "type");

    private static final Set<String> OF_KNOWN_ISSUES = Set.of("state", "state_reason");

    private final HttpService http;
    private final String graphql;

    /** @param url of the REST interface: GraphQL is its neighbour */
    Writes(HttpService http, String url) {
        this.http = http;
        this.graphql = url.trim().replaceFirst("/+$", "").replaceFirst("/api/v3$", "/api") + "/graphql";
    }

    Map<String, Object> createIssue(Repository in, Map<String, Object> fields, CallContext call) {
        require(fields.get("title"), "title");
        Map<String, Object> issue = issue(fields);
        issue.keySet().removeAll(OF_KNOWN_ISSUES);
        issue.values().removeIf(Objects::isNull);
        return in.in(http.post("/repos/{owner}/{repo}/issues"))
                .json(issue)
                .send(call)
                .object();
    }

    Map<String, Object> updateIssue(Repository in, String number, Map<String, Object> fields, CallContext call) {
        return in.in(http.patch("/repos/{owner}/{repo}/issues/{number}"))
                .path("number", number)
                .json(issue(fields))
                .send(call)
                .object();
    }

    Map<String, Object> comment(Repository in, Object issue, Object body, CallContext call) {
        require(issue, "issue");
        require(body, "body");
        return in.in(http.post("/repos/{owner}/{repo}/issues/{number}/comments"))
                .path("number", issue)
                .json(Map.of("body", body))
                .send(call)
                .object();
    }

    Map<String, Object> updateComment(Repository in, String id, Object body, CallContext call) {
        require(body, "body");
        return in.in(http.patch("/repos/{owner}/{repo}/issues/comments/{id}"))
                .path("id", id)
                .json(Map.of("body", body))
                .send(call)
                .object();
    }

    void dispatch(Repository in, Object workflow, Object ref, Object inputs, CallContext call) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ref", ref);
        if (inputs != null) {
            body.put("inputs", inputs);
        }
        in.in(http.post("/repos/{owner}/{repo}/actions/workflows/{workflow}/dispatches"))
                .path("workflow", workflow)
                .json(body)
                .send(call);
    }

    /** The {@code data} of the answer; what GraphQL refuses, it refuses with status 200, the whole or a part of it. */
    Map<String, Object> graphql(Object query, Object variables, CallContext call) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", query);
        body.put("variables", variables == null ? Map.of() : variables);
        Response response = http.post("/graphql").to(graphql).json(body).send(call);
        Document document = response.document();
        Optional<Map<?, ?>> parts =
                document.at("/data").filter(Map.class::isInstance).map(each -> (Map<?, ?>) each);
        if (document.list("/errors").filter(each -> !each.isEmpty()).isPresent()) {
            boolean limited = document.text("/errors/0/type")
                    .filter("RATE_LIMITED"::equals)
                    .isPresent();
            ConnectorException refused = response.failure(limited ? ErrorCode.RATE_LIMITED : ErrorCode.REMOTE_REJECTED);
            throw isMutation(query) && parts.filter(Writes::holdsSomething).isPresent() ? partly(refused) : refused;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        parts.ifPresent(each -> each.forEach((name, value) -> data.put(String.valueOf(name), value)));
        return data;
    }

    private static boolean isMutation(Object query) {
        return String.valueOf(query).contains("mutation");
    }

    private static boolean holdsSomething(Map<?, ?> data) {
        return data.values().stream().anyMatch(Objects::nonNull);
    }

    /** The fields of a mutation are done one after the other, and each for itself. */
    private static ConnectorException partly(ConnectorException refused) {
        return new ConnectorException(
                ErrorCode.OUTCOME_UNKNOWN,
                "only a part of the mutation was done, as then: " + refused.getMessage() + "; look at it there before"
                        + " you repeat the rest",
                refused);
    }

    /**
     * Of a record that was pulled, only what GitHub takes back; labels and people by their names. It tells who is to look
     * at it in two ways, and takes one.
     */
    private static Map<String, Object> issue(Map<String, Object> fields) {
        Map<String, Object> taken = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            boolean twice = name.equals("assignee") && fields.containsKey("assignees");
            if (!twice && (OF_NEW_ISSUES.contains(name) || OF_KNOWN_ISSUES.contains(name))) {
                taken.put(name, Names.of(name, value));
            }
        });
        return taken;
    }

    private static void require(Object value, String field) {
        if (value == null || value.toString().isBlank()) {
            throw new ConnectorException(ErrorCode.INVALID_REQUEST, "'" + field + "' is required and missing; give it");
        }
    }
}
