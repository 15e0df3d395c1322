package dev.patchbay.contract;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.PullRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;

/** The contract of a connector to a {@link Notebook}, all that can be told of it told. */
abstract class NotebookContract extends ConnectorContract {
    private final Notebook notebook = new Notebook();

    final Notebook notebook() {
        return notebook;
    }

    @Override
    public String type() {
        return "notebook";
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("token", Notebook.TOKEN);
    }

    @Override
    public Optional<Map<String, Object>> settingsWithWrongCredentials() {
        return Optional.of(Map.of("token", "wrong-token-0815"));
    }

    @Override
    public Optional<PullRequest> fullPull() {
        return Optional.of(PullRequest.of("notes"));
    }

    @Override
    public Optional<PullRequest> incrementalPull() {
        return fullPull();
    }

    @Override
    public List<String> add(int count) {
        return notebook.add(count);
    }

    @Override
    public List<String> addLarge(int count, int characters) {
        return notebook.add(count, characters);
    }

    @Override
    public boolean remove(String id) {
        return notebook.remove(id);
    }

    @Override
    public boolean change(String id) {
        return notebook.change(id);
    }

    @Override
    public List<ConnectorRecord> pushable(int count) {
        return Collections.nCopies(count, ConnectorRecord.of("notes", Map.of()));
    }

    @Override
    public boolean fail(ServiceFault fault) {
        return failAfter(0, fault);
    }

    @Override
    public boolean failAfter(int requests, ServiceFault fault) {
        notebook.failAfter(requests, fault);
        return true;
    }

    @Override
    public int written() {
        return notebook.size();
    }

    @Override
    public OptionalInt received() {
        return OptionalInt.of(notebook.visits());
    }

    @AfterEach
    final void closeNotebook() {
        notebook.close();
    }
}
