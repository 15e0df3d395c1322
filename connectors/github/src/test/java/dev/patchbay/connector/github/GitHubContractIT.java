package dev.patchbay.connector.github;

import dev.patchbay.contract.ConnectorContract;
import dev.patchbay.contract.Invocation;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.ConnectorFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class GitHubContractIT extends ConnectorContract {
    private final FakeGitHub github = new FakeGitHub();

    @Override
    public String type() {
        return "github";
    }

    @Override
    public ConnectorFactory factory() {
        return new GitHubConnectorFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("url", github.url(), "repository", "octo/hello", "token", FakeGitHub.TOKEN);
    }

    @Override
    public Optional<Map<String, Object>> settingsWithWrongCredentials() {
        return Optional.of(Map.of("url", github.url(), "repository", "octo/hello", "token", "ghp_wrong0815"));
    }

    @Override
    public Set<String> secretKeys() {
        return Set.of("token", "app.key", "webhook.secret", "proxy.password", "tls.password");
    }

    @Override
    public Optional<PullRequest> fullPull() {
        return Optional.of(PullRequest.of("issues"));
    }

    @Override
    public Optional<PullRequest> incrementalPull() {
        return fullPull();
    }

    @Override
    public List<String> add(int count) {
        return github.addIssues(count);
    }

    @Override
    public List<String> addLarge(int count, int characters) {
        return github.addLargeIssues(count, characters);
    }

    @Override
    public boolean change(String id) {
        github.touch(Integer.parseInt(id));
        return true;
    }

    @Override
    public List<ConnectorRecord> pushable(int count) {
        return Collections.nCopies(count, ConnectorRecord.of("issues", Map.of("title", "It breaks")));
    }

    @Override
    public boolean fail(ServiceFault fault) {
        github.fail(fault);
        return true;
    }

    @Override
    public boolean failAfter(int requests, ServiceFault fault) {
        github.failAfter(requests, fault);
        return true;
    }

    @Override
    public OptionalInt received() {
        return OptionalInt.of(github.seen().size());
    }

    @Override
    public Optional<Invocation> writing() {
        return Optional.of(new Invocation("createIssue", Map.of("title", "It breaks")));
    }

    @Override
    public int written() {
        return github.written();
    }

    @AfterEach
    void stop() {
        github.close();
    }
}
