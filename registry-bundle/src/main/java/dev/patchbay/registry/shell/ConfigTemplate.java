package dev.patchbay.registry.shell;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Schema;
import java.util.stream.Collectors;
import org.osgi.framework.Version;

/** A .cfg to fill in, made from a schema: Java properties in UTF-8. */
final class ConfigTemplate {
    private static final int COMMENT_WIDTH = 100;
    private static final int MOST_LINES = 40;

    private final InstanceId id;
    private final Schema schema;
    private final StringBuilder text = new StringBuilder();

    ConfigTemplate(InstanceId id, Schema schema, Version version, String documentation) {
        this.id = id;
        this.schema = schema;
        comment(fileName() + ": save it under this name in config/ to get the instance '" + id + "'.");
        comment(id.type() + " " + version + (schema.description().isEmpty() ? "" : ": " + schema.description()));
        comment(documentation);
        schema.attributes().forEach(this::add);
        if (schema.isOpen()) {
            text.append('\n');
            comment("Any other key is allowed too.");
        }
    }

    String fileName() {
        return "connector." + id + ".cfg";
    }

    String text() {
        return text.toString();
    }

    private void add(Attribute attribute) {
        text.append('\n');
        comment(ShowSchema.meaning(attribute));
        comment("(" + ShowSchema.form(attribute) + (attribute.required() ? "; required" : "") + ")");
        if (attribute.type() == Attribute.Type.PASSWORD) {
            comment("Write the secret itself, or a reference to it: $[scheme:name]");
        }
        String values =
                attribute.defaults().stream().map(ConfigTemplate::escaped).collect(Collectors.joining(","));
        String line = escapedKey(attribute.key()) + " = " + values;
        text.append(attribute.required() ? "" : "# ")
                .append(line.stripTrailing())
                .append('\n');
    }

    private void comment(String sentence) {
        if (!sentence.isBlank()) {
            Cell.of(sentence)
                    .wrapped(COMMENT_WIDTH, MOST_LINES)
                    .forEach(each -> text.append("# ").append(each).append('\n'));
        }
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
