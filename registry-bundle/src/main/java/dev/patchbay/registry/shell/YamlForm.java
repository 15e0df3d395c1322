package dev.patchbay.registry.shell;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.yaml.YamlText;

/** A YAML file with one instance, for others to stand beside it. */
final class YamlForm implements TemplateForm {

    @Override
    public String fileName(InstanceId id) {
        return id.type() + ".yaml";
    }

    @Override
    public String head(InstanceId id) {
        boolean common = isCommon(id);
        String outer = common ? "" : "    ";
        String tenant = common ? "" : "tenants:\n  " + YamlText.of(id.tenant()) + ":\n";
        return tenant + outer + "connectors:\n" + outer + "  " + YamlText.of(id.type()) + ":\n" + outer + "    "
                + YamlText.of(id.name()) + ":\n";
    }

    @Override
    public String indent(InstanceId id) {
        return isCommon(id) ? "      " : "          ";
    }

    @Override
    public String line(Attribute attribute) {
        String value = attribute.list() && !attribute.defaults().isEmpty()
                ? YamlText.of(attribute.defaults())
                : YamlText.of(attribute.defaults().stream().findFirst().orElse(""));
        return attribute.key() + ": " + value;
    }

    private static boolean isCommon(InstanceId id) {
        return id.tenant().equals(InstanceId.DEFAULT);
    }
}
