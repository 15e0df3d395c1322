package dev.patchbay.registry.shell;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.InstanceId;
import java.util.stream.Collectors;

/** Java properties in UTF-8. */
final class CfgForm implements TemplateForm {

    @Override
    public String fileName(InstanceId id) {
        return "connector." + id + ".cfg";
    }

    @Override
    public String head(InstanceId id) {
        return "";
    }

    @Override
    public String indent(InstanceId id) {
        return "";
    }

    @Override
    public String line(Attribute attribute) {
        String values = attribute.defaults().stream().map(CfgForm::escaped).collect(Collectors.joining(","));
        return (escapedKey(attribute.key()) + " = " + values).stripTrailing();
    }

    private static String escapedKey(String key) {
        return escaped(key).replaceAll("([ :=])", "\\\\$1");
    }

    /** So that reading the properties gives the value again. */
    private static String escaped(String value) {
        String escaped = value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }
}
