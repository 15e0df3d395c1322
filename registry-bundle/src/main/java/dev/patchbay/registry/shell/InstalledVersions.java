package dev.patchbay.registry.shell;

import dev.patchbay.api.Compatibility;
import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Deployment;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.DeploymentState;
import dev.patchbay.model.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Version;

/** Puts together what runs, what lies in deploy/ and does not, and what cannot run. */
final class InstalledVersions {
    /** Of a file in these states nothing runs that would be listed anyway. */
    private static final Set<DeploymentState> NOT_RUNNING = EnumSet.of(
            DeploymentState.STARTING,
            DeploymentState.SUPERSEDED,
            DeploymentState.DUPLICATE,
            DeploymentState.INCOMPATIBLE,
            DeploymentState.UNSOUND);

    private final ConnectorRegistry registry;
    private final List<Deployment> deployments;

    InstalledVersions(ConnectorRegistry registry) {
        this.registry = registry;
        this.deployments = registry.deployments();
    }

    /** Sorted by type; of each type, that which serves stands first, and then the others that run, and then the rest; the newest first. */
    List<InstalledVersion> list() {
        List<InstalledVersion> all = new ArrayList<>();
        registry.types().forEach(type -> all.addAll(running(type)));
        deployments.stream()
                .filter(each -> NOT_RUNNING.contains(each.state()))
                .sorted(Comparator.comparing(Deployment::version).reversed())
                .forEach(each -> each.types().forEach(type -> all.add(InstalledVersion.deployed(type, each))));
        for (Compatibility each : registry.incompatible()) {
            if (all.stream().noneMatch(listed -> listed.type().equals(each.type()))) {
                all.add(InstalledVersion.incompatible(each));
            }
        }
        all.sort(Comparator.comparing(InstalledVersion::type));
        return all;
    }

    private List<InstalledVersion> running(String type) {
        try {
            ConnectorMetadata serving = registry.metadata(type);
            List<InstalledVersion> versions = new ArrayList<>();
            List<Version> listed = new ArrayList<>();
            for (ConnectorMetadata each : registry.versions(type)) {
                boolean first = listed.isEmpty() && each.version().equals(serving.version());
                boolean again = listed.contains(each.version());
                listed.add(each.version());
                versions.add(
                        again
                                ? InstalledVersion.running(each, DeploymentState.DUPLICATE, false, "")
                                : InstalledVersion.running(each, DeploymentState.SERVING, first, file(each)));
            }
            return versions;
        } catch (ConnectorException e) {
            if (e.code() != ErrorCode.CONNECTOR_NOT_FOUND) {
                throw e;
            }
            // It was uninstalled after the types were listed.
            return List.of();
        }
    }

    private String file(ConnectorMetadata metadata) {
        return deployments.stream()
                .filter(each -> each.state() == DeploymentState.SERVING
                        && each.types().contains(metadata.type())
                        && each.version().equals(metadata.version()))
                .map(Deployment::file)
                .findFirst()
                .orElse("");
    }
}
