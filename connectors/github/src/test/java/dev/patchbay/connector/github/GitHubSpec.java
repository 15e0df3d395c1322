package dev.patchbay.connector.github;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.patchbay.contract.Received;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What GitHub's own description of its interface says about requests, as far as {@code spec.json} holds it. */
final class GitHubSpec {
    private static final List<Document> OPERATIONS = Recordings.documents("/spec.json");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Those that the connector uses beyond that part. */
    private static final List<String> NOT_HELD = List.of(
            "GET /users/[^/]+/repos",
            "GET /installation/repositories",
            "GET /(repositories|organizations|user)/\\d+(/.*)?",
            "GET /repos/[^/]+/[^/]+/issues/comments",
            "GET /repos/[^/]+/[^/]+/releases",
            "GET /repos/[^/]+/[^/]+/pulls/\\d+",
            "GET /repos/[^/]+/[^/]+/commits/[^/]+",
            "GET /repos/[^/]+/[^/]+/compare/[^/]+",
            "PATCH /repos/[^/]+/[^/]+/issues/comments/\\d+",
            "POST /repos/[^/]+/[^/]+/actions/workflows/[^/]+/dispatches",
            "POST /graphql");

    private GitHubSpec() {}

    /** Whether the description has it, and not only a test. */
    static boolean describes(Received request) {
        return operation(request).isPresent();
    }

    /** What is wrong with a request; empty if nothing is. */
    static List<String> violations(Received request) {
        if (NOT_HELD.stream().anyMatch((request.method() + " " + request.path())::matches)) {
            return List.of();
        }
        Optional<Document> operation = operation(request);
        if (operation.isEmpty()) {
            return List.of(request + " is none of GitHub's");
        }
        List<String> violations = new ArrayList<>();
        request.query()
                .forEach((name, value) -> parameter(operation.get(), name, value)
                        .ifPresent(each -> violations.add(request + ": " + each)));
        body(operation.get(), request).forEach(each -> violations.add(request + ": " + each));
        return violations;
    }

    private static Optional<Document> operation(Received request) {
        return OPERATIONS.stream()
                .filter(each -> text(each, "/method").equals(request.method()))
                .filter(each -> request.path().matches(text(each, "/path").replaceAll("\\{\\w+}", "[^/]+")))
                .findFirst();
    }

    private static Optional<String> parameter(Document operation, String name, String value) {
        Optional<Document> known = documents(operation, "/query").stream()
                .filter(each -> text(each, "/name").equals(name))
                .findFirst();
        if (known.isEmpty()) {
            return Optional.of("it has no parameter '" + name + "'");
        }
        boolean number = text(known.get(), "/schema/type").equals("integer");
        Optional<List<Object>> values = known.get().list("/schema/enum");
        if (number && !value.matches("\\d+")
                || values.isPresent() && !values.get().contains(value)) {
            return Optional.of("'" + name + "' is not to be '" + value + "'");
        }
        return Optional.empty();
    }

    private static List<String> body(Document operation, Received request) {
        Optional<Object> schema = operation.at("/body/schema");
        if (schema.isEmpty() || request.body().isEmpty() && !operation.isTrue("/body/required")) {
            return request.body().isEmpty() ? List.of() : List.of("it takes no body");
        }
        List<String> violations = new ArrayList<>();
        Object known = ((Map<?, ?>) schema.get()).get("properties");
        if (Json.read(request.body()) instanceof Map<?, ?> sent) {
            sent.keySet().stream()
                    .filter(each -> !((Map<?, ?>) known).containsKey(each))
                    .forEach(each -> violations.add("its body has no '" + each + "'"));
        }
        SCHEMAS.getSchema(Json.write(schema.get()), InputFormat.JSON)
                .validate(request.body(), InputFormat.JSON)
                .forEach(each -> violations.add(each.toString()));
        return violations;
    }

    private static List<Document> documents(Document within, String pointer) {
        return within.list(pointer).orElse(List.of()).stream().map(Document::of).toList();
    }

    private static String text(Document document, String pointer) {
        return document.text(pointer).orElse("");
    }
}
