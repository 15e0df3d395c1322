package dev.patchbay.registry.shell;

import dev.patchbay.api.Compatibility;
import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.Deployment;
import dev.patchbay.model.DeploymentState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a type, whether it can run or not.
 *
 * @param version empty if it is not known
 * @param first whether it serves the instances that are not pinned to another version
 * @param metadata empty if it does not run
 * @param source the bundle's symbolic name; empty if it is not known
 * @param file in deploy/; empty if it came another way
 */
record InstalledVersion(
        String type,
        String version,
        DeploymentState state,
        boolean first,
        Optional<ConnectorMetadata> metadata,
        String source,
        String file,
        List<String> reasons) {

    static InstalledVersion running(ConnectorMetadata metadata, DeploymentState state, boolean first, String file) {
        String version = metadata.version().toString();
        List<String> reasons = state == DeploymentState.SERVING
                ? List.of()
                : List.of("the same version of '" + metadata.type() + "' is there already and serves; 'why "
                        + metadata.type() + "' names the bundles, and one of them is to be removed");
        return new InstalledVersion(
                metadata.type(), version, state, first, Optional.of(metadata), metadata.source(), file, reasons);
    }

    static InstalledVersion deployed(String type, Deployment deployment) {
        return new InstalledVersion(
                type,
                deployment.version().toString(),
                deployment.state(),
                false,
                Optional.empty(),
                deployment.name(),
                deployment.file(),
                deployment.reasons());
    }

    static InstalledVersion incompatible(Compatibility compatibility) {
        return new InstalledVersion(
                compatibility.type(),
                "",
                DeploymentState.INCOMPATIBLE,
                false,
                Optional.empty(),
                "",
                "",
                compatibility.reasons());
    }

    /** For a table; {@code instances} is told once for each type. */
    String[] cells(String instances) {
        String serves = state == DeploymentState.SERVING && !first ? " (if pinned)" : "";
        return new String[] {
            type,
            (version.isEmpty() ? "-" : version) + serves,
            state.name(),
            metadata.map(each -> String.join(" ", capabilities(each))).orElse(""),
            instances,
            metadata.map(InstalledVersion::recordTypes).orElse(""),
            source.isEmpty() ? file : source
        };
    }

    /** How it is called below the table. */
    String name() {
        return type + (version.isEmpty() ? "" : " " + version) + (file.isEmpty() ? "" : " (" + file + ")");
    }

    Map<String, Object> facts(long instances) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("type", type);
        facts.put("version", version.isEmpty() ? null : version);
        facts.put("state", state);
        facts.put("serving", first);
        facts.put("capabilities", metadata.map(InstalledVersion::capabilities).orElse(List.of()));
        facts.put("recordTypes", metadata.map(ConnectorMetadata::recordTypes).orElse(List.of()));
        facts.put("authMethods", metadata.map(ConnectorMetadata::authMethods).orElse(List.of()));
        facts.put("incremental", metadata.map(ConnectorMetadata::incremental).orElse(false));
        facts.put("instances", instances);
        facts.put(
                "documentation", metadata.map(ConnectorMetadata::documentation).orElse(""));
        facts.put("source", source.isEmpty() ? null : source);
        facts.put("file", file.isEmpty() ? null : file);
        facts.put("reasons", reasons);
        return facts;
    }

    static List<String> capabilities(ConnectorMetadata metadata) {
        return metadata.capabilities().stream()
                .sorted()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String recordTypes(ConnectorMetadata metadata) {
        return metadata.recordTypes().isEmpty() ? "by instance" : String.join(" ", metadata.recordTypes());
    }
}
