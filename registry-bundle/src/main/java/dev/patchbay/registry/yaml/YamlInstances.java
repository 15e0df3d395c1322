package dev.patchbay.registry.yaml;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Position;
import dev.patchbay.registry.config.SourceFiles;
import dev.patchbay.registry.format.InstanceBlock;
import dev.patchbay.registry.yaml.YamlNode.Block;
import dev.patchbay.registry.yaml.YamlNode.Entry;
import dev.patchbay.registry.yaml.YamlNode.Items;
import dev.patchbay.registry.yaml.YamlNode.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The instances of a file, as they are found. */
final class YamlInstances {
    private static final String TENANTS = "tenants";
    private static final Set<String> NO_SETTINGS = Set.of(Templates.EXTENDS, TENANTS);
    private static final int MOST = 100_000;

    private final Templates templates;
    private final Function<String, Optional<String>> environment;
    private final Findings findings;
    private final Map<InstanceId, InstanceBlock> blocks = new LinkedHashMap<>();

    /** @param findings of the file */
    YamlInstances(Templates templates, Function<String, Optional<String>> environment, Findings findings) {
        this.templates = templates;
        this.environment = environment;
        this.findings = findings;
    }

    Templates templates() {
        return templates;
    }

    List<InstanceBlock> blocks() {
        return List.copyOf(blocks.values());
    }

    /** Takes in what stands under the name of an instance: it, or one of each tenant that it lists. */
    void add(InstanceId id, Entry name, Block settings, FileVariables variables) {
        FlatBlock flat = templates.extended(settings, NO_SETTINGS);
        Entry tenants = settings.entries().get(TENANTS);
        if (tenants == null) {
            put(id, name.key().at(), flat, variables);
        } else if (!id.tenant().equals(InstanceId.DEFAULT)) {
            findings.add(tenants.key().at(), "lists tenants below a tenant; do that in 'connectors' of the file");
        } else if (tenants.value() instanceof Items items) {
            items.items().forEach(each -> addTenant(id, each, null, flat, variables));
        } else {
            findings.block(tenants, "write a list of tenants, or tenants with the settings in which they differ")
                    .ifPresent(each -> each.entries()
                            .values()
                            .forEach(entry -> addTenant(id, entry.key(), entry, flat, variables)));
        }
    }

    /** @param difference the tenant with its own settings; null if it has none */
    private void addTenant(InstanceId id, YamlNode name, Entry difference, FlatBlock common, FileVariables variables) {
        if (!(name instanceof Text tenant) || !InstanceId.isPart(tenant.value())) {
            findings.add(name.at(), "has a tenant that cannot be named so; use a-z, 0-9 and '-'");
            return;
        }
        InstanceId of = new InstanceId(id.type(), id.name(), tenant.value());
        if (difference == null) {
            put(of, tenant.at(), common, variables);
            return;
        }
        findings.settings(difference, "write the settings in which it differs below it")
                .ifPresent(own -> {
                    FlatBlock all = new FlatBlock(findings.another());
                    all.addAll(common);
                    all.addAll(templates.extended(own, Set.of(Templates.EXTENDS)));
                    put(of, tenant.at(), all, variables);
                });
    }

    private void put(InstanceId id, Position at, FlatBlock flat, FileVariables variables) {
        InstanceBlock first = blocks.get(id);
        if (first != null) {
            Position known = first.positions().get(SourceFiles.INSTANCE);
            findings.add(at, "defines '" + id + "' a second time, after " + known + "; keep one of them");
        } else if (blocks.size() >= MOST) {
            findings.add(Position.NONE, "has more than " + MOST + " instances; make several files of it");
        } else {
            blocks.put(id, filled(id, at, flat, new Scope(id, variables, environment)));
        }
    }

    private InstanceBlock filled(InstanceId id, Position at, FlatBlock flat, Scope scope) {
        Map<String, Object> values = new HashMap<>();
        Map<String, Position> positions = new HashMap<>();
        Map<String, String> variables = new HashMap<>();
        Findings wrong = findings.another();
        wrong.addAll(flat.problems());
        positions.put(SourceFiles.INSTANCE, at);
        for (FlatBlock.Setting setting : flat.settings()) {
            String key = setting.key();
            positions.put(key, setting.at());
            FilledValue value = FilledValue.of(setting.value(), scope);
            if (value.faults().isEmpty()) {
                values.put(key, value.value());
                value.variable().ifPresent(name -> variables.put(key, name));
            } else {
                value.faults().forEach(fault -> wrong.add(setting.at(), key, "'" + key + "' " + fault));
            }
        }
        return new InstanceBlock(id, values, positions, variables, wrong.list());
    }

    /** A text, or an array of texts, with everything put in. */
    private record FilledValue(Object value, Optional<String> variable, List<String> faults) {
        static FilledValue of(YamlNode node, Scope scope) {
            if (node instanceof Text text) {
                Scope.Filled filled = scope.fill(text.value());
                return new FilledValue(filled.text(), Optional.ofNullable(filled.variable()), filled.faults());
            }
            List<Scope.Filled> parts = ((Items) node)
                    .items().stream()
                            .map(item -> scope.fill(((Text) item).value()))
                            .toList();
            List<String> faults = new ArrayList<>();
            parts.forEach(part -> faults.addAll(part.faults()));
            Optional<String> variable = parts.stream()
                    .map(Scope.Filled::variable)
                    .filter(each -> each != null)
                    .findFirst();
            // ConfigAdmin forgets of which type an array without parts is.
            Object value = parts.isEmpty()
                    ? ""
                    : parts.stream().map(Scope.Filled::text).toArray(String[]::new);
            return new FilledValue(value, variable, faults);
        }
    }
}
