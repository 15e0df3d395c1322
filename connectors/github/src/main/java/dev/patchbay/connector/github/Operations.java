package dev.patchbay.connector.github;

import dev.patchbay.model.Operation;
import dev.patchbay.toolkit.operation.Arguments;
import dev.patchbay.toolkit.operation.OperationSet;
import java.util.Map;

/** The operations of {@link GitHubOperations}, by name and arguments. */
final class Operations {
    private static final String WHERE = "OWNER/NAME; that of the settings if it is not given";

    private Operations() {}

    /** @param repository the one of the settings; may be empty */
    static OperationSet of(Writes writes, String repository) {
        return OperationSet.builder()
                .add(
                        Operation.builder("createIssue")
                                .description("Makes an issue: GitHub's object with its number")
                                .optional("repository", WHERE)
                                .required("title", "its title")
                                .optional("body", "its text, in Markdown")
                                .optional("labels", "names of labels, as a list")
                                .optional("assignees", "who is to look at it, as a list of logins")
                                .build(),
                        (given, call) -> writes.createIssue(in(given, repository), given.all(), call))
                .add(
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
                        (given, call) ->
                                writes.updateIssue(in(given, repository), given.text("number"), given.all(), call))
                .add(
                        Operation.builder("comment")
                                .description("Comments on an issue or a pull request: GitHub's object with its id")
                                .optional("repository", WHERE)
                                .required("issue", "the number of the issue or pull request")
                                .required("body", "the text, in Markdown")
                                .build(),
                        (given, call) -> writes.comment(
                                in(given, repository),
                                given.text("issue"),
                                given.value("body").orElseThrow(),
                                call))
                .add(
                        Operation.builder("dispatchWorkflow")
                                .description("Starts a workflow that has on: workflow_dispatch: {dispatched: true}")
                                .optional("repository", WHERE)
                                .required("workflow", "its file name, such as ci.yml, or its id")
                                .required("ref", "a branch or tag")
                                .optional("inputs", "what it takes, by name")
                                .build(),
                        (given, call) -> {
                            writes.dispatch(
                                    in(given, repository),
                                    given.text("workflow"),
                                    given.text("ref"),
                                    given.value("inputs").orElse(null),
                                    call);
                            return Map.of("dispatched", true);
                        })
                .add(
                        Operation.builder("graphql")
                                .description("The data of a GraphQL query or mutation")
                                .required("query", "the text of it")
                                .optional("variables", "its variables, by name")
                                .build(),
                        (given, call) -> writes.graphql(
                                given.text("query"), given.value("variables").orElse(null), call))
                .build();
    }

    private static Repository in(Arguments given, String repository) {
        return Repository.parse(given.value("repository").map(Object::toString).orElse(repository));
    }
}
