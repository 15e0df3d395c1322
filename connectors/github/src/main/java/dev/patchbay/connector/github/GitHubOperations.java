package dev.patchbay.connector.github;

import java.util.List;
import java.util.Map;

/**
 * What {@code invoke} can do, as an interface that callers may copy or depend on:
 * {@code handle.as(GitHubOperations.class).createIssue(null, "It breaks", "When ...", null, null)}. A null is an argument
 * that is not given; {@code repository} is OWNER/NAME, and that of the settings if it is not given.
 */
public interface GitHubOperations {

    /** Makes an issue; the result is GitHub's object with its {@code number}. Needs the permission Issues: write. */
    Map<String, Object> createIssue(
            String repository, String title, String body, List<String> labels, List<String> assignees);

    /** Changes an issue; what is not given stays. May be repeated. Needs the permission Issues: write. */
    Map<String, Object> updateIssue(
            String repository, Integer number, String title, String body, String state, List<String> labels);

    /** Comments on an issue or a pull request. Needs the permission Issues: write. */
    Map<String, Object> comment(String repository, Integer issue, String body);

    /**
     * Starts a workflow that has {@code on: workflow_dispatch}. Needs the permission Actions: write.
     *
     * @param workflow its file name, such as {@code ci.yml}, or its id
     * @param ref a branch or tag
     */
    Map<String, Object> dispatchWorkflow(String repository, String workflow, String ref, Map<String, Object> inputs);

    /** The {@code data} of a GraphQL query or mutation. Needs a token, with the permissions for what is asked. */
    Map<String, Object> graphql(String query, Map<String, Object> variables);
}
