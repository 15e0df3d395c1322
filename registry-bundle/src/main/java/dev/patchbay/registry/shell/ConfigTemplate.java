package dev.patchbay.registry.shell;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Schema;
import org.osgi.framework.Version;

/** A configuration to fill in, made from a schema. */
final class ConfigTemplate {
    private static final int COMMENT_WIDTH = 100;
    private static final int MOST_LINES = 40;

    private final InstanceId id;
    private final Schema schema;
    private final TemplateForm form;
    private final StringBuilder text = new StringBuilder();

    ConfigTemplate(InstanceId id, Schema schema, Version version, String documentation, TemplateForm form) {
        this.id = id;
        this.schema = schema;
        this.form = form;
        text.append(form.head(id));
        comment(form.fileName(id) + ": save it under this name in config/ to get the instance '" + id + "'.");
        comment(id.type() + " " + version + (schema.description().isEmpty() ? "" : ": " + schema.description()));
        comment(documentation);
        schema.attributes().forEach(this::add);
        if (schema.isOpen()) {
            text.append('\n');
            comment("Any other key is allowed too.");
        }
    }

    String fileName() {
        return form.fileName(id);
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
        text.append(form.indent(id))
                .append(attribute.required() ? "" : "# ")
                .append(form.line(attribute))
                .append('\n');
    }

    private void comment(String sentence) {
        if (!sentence.isBlank()) {
            Cell.of(sentence)
                    .wrapped(COMMENT_WIDTH, MOST_LINES)
                    .forEach(each -> text.append(form.indent(id))
                            .append("# ")
                            .append(each)
                            .append('\n'));
        }
    }
}
