package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.spi.CallContext;
import java.util.List;
import java.util.Map;

/** The operations of {@link GitHubOperations}, by name and arguments. */
final class Operations {
    private static final String WHERE = "OWNER/NAME; that of the settings if it is not given";

    private static final List<Operation> ALL = List.of(
            Operation.builder("createIssue")
                    .description("Makes an issue: GitHub's object with its number")
                    .optional("repository", WHERE)
                    .required("title", "its title")
                    .optional("body", "its text, in Markdown")
                    .optional("labels", "names of labels, as a list")
                    .optional("assignees", "who is to look at it, as a list of logins")
                    .build(),
            Operation.builder("updateIssue")
                    .description("Changes an issue; what is not given stays")
                    .optional("repository", WHERE)
                    .required("number", "its number")
                    .optional("title", "another title")
                    .optional("body", "another text")
                    .optional("state", "open or closed")
                    .optional("labels", "all its labels from now on, as a list")
                    .idempotent()
                    .build(),
            Operation.builder("comment")
                    .description("Comments on an issue or a pull request: GitHub's object with its id")
                    .optional("repository", WHERE)
                    .required("issue", "the number of the issue or pull request")
                    .required("body", "the text, in Markdown")
                    .build(),
            Operation.builder("dispatchWorkflow")
                    .description("Starts a workflow that has on: workflow_dispatch: {dispatched: true}")
                    .optional("repository", WHERE)
                    .required("workflow", "its file name, such as ci.yml, or its id")
                    .required("ref", "a branch or tag")
                    .optional("inputs", "what it takes, by name")
                    .build(),
            Operation.builder("graphql")
                    .description("The data of a GraphQL query or mutation")
                    .required("query", "the text of it")
                    .optional("variables", "its variables, by name")
                    .build());

    private final Writes writes;
    private final String repository;

    Operations(Writes writes, String repository) {
        this.writes = writes;
        this.repository = repository;
    }

    static List<Operation> all() {
        return ALL;
    }

    Map<String, Object> invoke(String name, Map<String, Object> arguments, CallContext call) {
        Operation operation = ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConnectorException(
                        ErrorCode.UNSUPPORTED_CAPABILITY,
                        "'" + name + "' is no operation of a github connector; use "
                                + ALL.stream().map(Operation::name).toList()));
        requireKnown(operation, arguments);
        return switch (name) {
            case "createIssue" -> writes.createIssue(in(arguments), arguments, call);
            case "updateIssue" ->
                writes.updateIssue(in(arguments), String.valueOf(arguments.get("number")), arguments, call);
            case "comment" -> writes.comment(in(arguments), arguments.get("issue"), arguments.get("body"), call);
            case "graphql" -> writes.graphql(arguments.get("query"), arguments.get("variables"), call);
            default -> {
                writes.dispatch(
                        in(arguments), arguments.get("workflow"), arguments.get("ref"), arguments.get("inputs"), call);
                yield Map.of("dispatched", true);
            }
        };
    }

    private Repository in(Map<String, Object> arguments) {
        Object named = arguments.get("repository");
        return Repository.parse(named == null ? repository : named.toString());
    }

    private static void requireKnown(Operation operation, Map<String, Object> arguments) {
        List<String> names =
                operation.parameters().stream().map(Operation.Parameter::name).toList();
        List<String> missing = operation.parameters().stream()
                .filter(each -> each.required() && arguments.get(each.name()) == null)
                .map(Operation.Parameter::name)
                .toList();
        List<String> unknown = arguments.keySet().stream()
                .filter(each -> !names.contains(each))
                .toList();
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + operation.name() + "' takes " + names
                            + (missing.isEmpty() ? "" : "; missing are " + missing)
                            + (unknown.isEmpty() ? "" : "; unknown are " + unknown));
        }
    }
}
