package dev.patchbay.registry;

import dev.patchbay.api.ConfigurationExport;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.config.ListText;
import dev.patchbay.registry.config.WrittenSetting;
import dev.patchbay.registry.format.SettingKey;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.registry.yaml.YamlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes instances as YAML: what their sources say with what lies over them, since the home that reads it may have no such
 * overlays. A secret in clear is written nowhere; a reference stands in its place, and a warning tells of it.
 */
final class ExportedInstances {
    private static final Comparator<InstanceId> BY_TENANT = Comparator.comparing(
                    (InstanceId id) -> !id.tenant().equals(InstanceId.DEFAULT))
            .thenComparing(InstanceId::tenant)
            .thenComparing(Comparator.naturalOrder());
    private static final String ENVIRONMENT = "environment ";

    private final RegistryCore core;
    private final StringBuilder yaml = new StringBuilder();
    private final List<String> warnings = new ArrayList<>();
    private InstanceId last;

    private ExportedInstances(RegistryCore core) {
        this.core = core;
    }

    static ConfigurationExport of(RegistryCore core, InstanceQueries instances, InstanceFilter filter) {
        ExportedInstances export = new ExportedInstances(core);
        // What drains was removed already, and only ends its calls.
        List<Instance> all = instances.matching(filter).stream()
                .filter(each -> each.standing().state() != InstanceState.DRAINING)
                .sorted(Comparator.comparing(Instance::id, BY_TENANT))
                .toList();
        export.yaml
                .append("# Put this file into config/ of a home to get the same ")
                .append(all.size() == 1 ? "instance" : all.size() + " instances")
                .append(".\n");
        all.forEach(export::add);
        return ConfigurationExport.of(export.yaml.toString(), export.warnings);
    }

    private void add(Instance instance) {
        InstanceId id = instance.id();
        Standing standing = instance.standing();
        String indent = open(id);
        Optional<Schema> schema = Optional.ofNullable(standing.version()).map(each -> each.schema());
        List<WrittenSetting> settings = core.check().written(standing.definition(), schema);
        List<String> lines = new ArrayList<>();
        settings.forEach(each -> line(id, each).ifPresent(lines::add));
        yaml.append(indent).append(YamlText.of(id.name())).append(lines.isEmpty() ? ": {}" : ":");
        yaml.append(comment(standing.definition().source())).append('\n');
        lines.forEach(each -> yaml.append(indent).append("  ").append(each).append('\n'));
        if (!standing.definition().problems().isEmpty()) {
            warnings.add("'" + id + "' is not whole: its source has problems, which 'why " + id
                    + "' tells; mend them and export again");
        }
        last = id;
    }

    /** Writes what stands around an instance, as far as it is not the same as around the last one. */
    private String open(InstanceId id) {
        boolean common = id.tenant().equals(InstanceId.DEFAULT);
        boolean sameTenant = last != null && last.tenant().equals(id.tenant());
        String indent = common ? "" : "    ";
        if (!sameTenant) {
            if (!common && (last == null || last.tenant().equals(InstanceId.DEFAULT))) {
                yaml.append("tenants:\n");
            }
            if (!common) {
                yaml.append("  ").append(YamlText.of(id.tenant())).append(":\n");
            }
            yaml.append(indent).append("connectors:\n");
        }
        if (!sameTenant || !last.type().equals(id.type())) {
            yaml.append(indent).append("  ").append(YamlText.of(id.type())).append(":\n");
        }
        return indent + "    ";
    }

    private Optional<String> line(InstanceId id, WrittenSetting setting) {
        String key = setting.key();
        if (SettingKey.fault(key).isPresent() || key.equals("extends") || key.equals("tenants")) {
            warnings.add("'" + id + "' has the setting '" + key + "', which YAML files cannot have; write it into "
                    + "connector." + id + ".cfg there");
            return Optional.empty();
        }
        if (setting.secret()) {
            return Optional.of(key + ": " + inPlaceOf(id, setting));
        }
        String value = setting.list() ? YamlText.of(ListText.split(setting.text())) : YamlText.of(setting.text());
        return Optional.of(key + ": " + value + (setting.overlaid() ? comment(setting.origin()) : ""));
    }

    private String inPlaceOf(InstanceId id, WrittenSetting setting) {
        String origin = setting.origin();
        if (setting.overlaid() && origin.startsWith(ENVIRONMENT)) {
            return YamlText.of("$[env:" + origin.substring(ENVIRONMENT.length()) + "]");
        }
        boolean common = id.tenant().equals(InstanceId.DEFAULT);
        String name = SecretName.of(id, setting.key());
        String file = "secrets/" + (common ? "" : id.tenant() + "/") + name;
        warnings.add("'" + id + "': '" + setting.key() + "' is, or may be, a secret in clear (" + origin
                + ") and was not exported; put it into " + file + " there");
        return YamlText.of("$[secret:" + name + "]") + comment(origin + " has it in clear; put it into " + file);
    }

    private static String comment(String text) {
        return " # " + text.replaceAll("\\p{Cntrl}", " ");
    }
}
