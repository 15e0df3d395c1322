package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Console;
import dev.patchbay.model.InstanceId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The verb {@code template}. */
final class WriteTemplate implements Verb {
    static final String SUMMARY = "Writes a commented .cfg or .yaml for a new instance of a type";

    private static final Manual MANUAL = new Manual(
            "template",
            SUMMARY,
            Syntax.none()
                    .required("TYPE")
                    .optional("NAME")
                    .flag("--yaml", "as YAML, of which one file can have many instances"),
            """
            NAME is the name of the instance, or NAME@TENANT. Settings without a default are to be filled in; all others
            are commented out and show their default. The first line of a .cfg tells the name that the file must
            have.

              template jdbc orders > home/config/connector.jdbc~orders.cfg
            """);

    private final ConnectorRegistry registry;

    WriteTemplate(ConnectorRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        ConnectorMetadata metadata = registry.metadata(arguments.operand("TYPE"));
        InstanceId id = id(arguments);
        TemplateForm form = arguments.has("--yaml") ? new YamlForm() : new CfgForm();
        ConfigTemplate template =
                new ConfigTemplate(id, registry.schema(id.type()), metadata.version(), metadata.documentation(), form);
        if (arguments.json()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("file", template.fileName());
            facts.put("content", template.text());
            Json.print(facts, console);
        } else {
            console.out().print(template.text());
        }
    }

    private static InstanceId id(Arguments arguments) {
        String type = arguments.operand("TYPE");
        String name = arguments.optionalOperand("NAME").orElse(InstanceId.DEFAULT);
        try {
            return InstanceId.parse(name.startsWith("@") ? type + name : type + "~" + name);
        } catch (IllegalArgumentException e) {
            throw arguments.wrong(e.getMessage());
        }
    }
}
