package dev.patchbay.registry.yaml;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.ClosestText;
import dev.patchbay.registry.format.FileContent;
import dev.patchbay.registry.yaml.YamlNode.Block;
import dev.patchbay.registry.yaml.YamlNode.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sections of a file, and where in them instances are defined. */
final class YamlDocument {
    private static final String VARIABLES = "variables";
    private static final String TEMPLATES = "templates";
    private static final String CONNECTORS = "connectors";
    private static final String TENANTS = "tenants";
    private static final List<String> OF_FILE = List.of(VARIABLES, TEMPLATES, CONNECTORS, TENANTS, "$schema");
    private static final List<String> OF_TENANT = List.of(VARIABLES, CONNECTORS);
    private static final String AS_IN = "write it as in 'connectors: {jdbc: {orders: {url: ...}}}'";

    private final Findings findings;
    private final YamlInstances instances;

    YamlDocument(String file, Function<String, Optional<String>> environment) {
        this.findings = new Findings(file);
        this.instances = new YamlInstances(new Templates(findings), environment, findings);
    }

    FileContent read(YamlNode root) {
        Optional<Block> document = findings.block(root, AS_IN);
        document.ifPresent(this::read);
        return new FileContent(instances.blocks(), findings.list());
    }

    private void read(Block document) {
        checkKeys(document, OF_FILE);
        FileVariables variables = variables(document, FileVariables.none());
        section(document, TEMPLATES).ifPresent(instances.templates()::add);
        section(document, CONNECTORS).ifPresent(types -> connectors(types, InstanceId.DEFAULT, variables));
        section(document, TENANTS)
                .ifPresent(tenants -> tenants.entries().values().forEach(tenant -> tenant(tenant, variables)));
    }

    private void tenant(Entry tenant, FileVariables outer) {
        if (!isPart(tenant, "tenant")) {
            return;
        }
        findings.block(tenant, "write 'connectors' indented below it").ifPresent(block -> {
            checkKeys(block, OF_TENANT);
            FileVariables variables = variables(block, outer);
            section(block, CONNECTORS)
                    .ifPresent(types -> connectors(types, tenant.key().value(), variables));
        });
    }

    private void connectors(Block types, String tenant, FileVariables variables) {
        for (Entry type : types.entries().values()) {
            if (isPart(type, "type")) {
                findings.block(type, "write the names of its instances indented below it")
                        .ifPresent(names -> names.entries()
                                .values()
                                .forEach(name -> instance(type.key().value(), name, tenant, variables)));
            }
        }
    }

    private void instance(String type, Entry name, String tenant, FileVariables variables) {
        if (isPart(name, "name")) {
            String remedy = "as the name of an instance of '" + type + "' it needs settings below it";
            findings.settings(name, remedy)
                    .ifPresent(settings ->
                            instances.add(new InstanceId(type, name.key().value(), tenant), name, settings, variables));
        }
    }

    private FileVariables variables(Block around, FileVariables outer) {
        return section(around, VARIABLES)
                .map(block -> outer.with(block, findings))
                .orElse(outer);
    }

    private Optional<Block> section(Block around, String name) {
        return Optional.ofNullable(around.entries().get(name))
                .flatMap(entry -> findings.block(entry, "write what belongs to it indented below it, or remove it"));
    }

    private void checkKeys(Block block, List<String> known) {
        block.entries().values().stream()
                .map(Entry::key)
                .filter(key -> !known.contains(key.value()))
                .forEach(key -> findings.add(
                        key.at(),
                        "has a key that means nothing here; "
                                + ClosestText.to(key.value(), known)
                                        .map(closest -> "did you mean '" + closest + "'?")
                                        .orElse("those that do are '" + String.join("', '", known) + "'")));
    }

    private boolean isPart(Entry entry, String what) {
        boolean part = InstanceId.isPart(entry.key().value());
        if (!part) {
            findings.add(entry.key().at(), "has a " + what + " that cannot be named so; use a-z, 0-9 and '-'");
        }
        return part;
    }
}
