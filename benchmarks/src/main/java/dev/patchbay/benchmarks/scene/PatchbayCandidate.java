package dev.patchbay.benchmarks.scene;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.launcher.Patchbay;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import java.nio.file.Path;
import java.util.Optional;

/** Patchbay with its defaults, inside this process. */
public final class PatchbayCandidate implements Candidate {
    private static final PullRequest GREETINGS = PullRequest.of("greetings");

    private final Patchbay patchbay;
    private final ConnectorRegistry registry;

    public PatchbayCandidate(Path home) {
        this.patchbay = Patchbay.builder().home(home).build().start();
        this.registry = patchbay.registry();
    }

    @Override
    public String fileName(String type, String instance) {
        return "connector." + type + "~" + instance + ".cfg";
    }

    @Override
    public Optional<String> greeting(String type, String instance) {
        return field(type, instance, "greeting");
    }

    @Override
    public boolean has(String type) {
        return registry.has(type);
    }

    /** Asked of the connector itself, by a call. */
    @Override
    public Optional<String> version(String type, String instance) {
        return field(type, instance, "version");
    }

    @Override
    public int ready() {
        return (int) registry.instances(InstanceFilter.all()).stream()
                .filter(each -> each.state() == InstanceState.READY || each.state() == InstanceState.ACTIVE)
                .count();
    }

    @Override
    public void close() {
        patchbay.close();
    }

    private Optional<String> field(String type, String instance, String name) {
        try {
            return registry.get(type + "~" + instance).pull(GREETINGS).records().stream()
                    .findFirst()
                    .map(each -> (String) each.fields().get(name));
        } catch (ConnectorException e) {
            if (e.code() != ErrorCode.CONNECTOR_NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
