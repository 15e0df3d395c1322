package dev.patchbay.registry.shell;

import dev.patchbay.api.ConfigurationExport;
import dev.patchbay.api.Console;
import dev.patchbay.api.InstanceFilter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The verb {@code export}. */
final class ExportInstances implements Verb {
    static final String SUMMARY = "Writes all instances as one YAML file, without secrets";

    private static final Manual MANUAL =
            new Manual("export", SUMMARY, Syntax.none().option("--tenant", "TENANT", "only those of this tenant"), """
            In config/ of an empty home the file gives the same instances. References stay references. Where a secret stands
            in clear, a reference to a file in secrets/ is written in its place, and a warning says which. What lies over an
            instance from the environment, secret files or .env is written too, with a comment. Whether an operator has
            switched an instance off is not.

              export > all.yaml
            """);

    private final Instances instances;

    ExportInstances(Instances instances) {
        this.instances = instances;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        InstanceFilter filter =
                arguments.option("--tenant").map(InstanceFilter.all()::tenant).orElse(InstanceFilter.all());
        ConfigurationExport export = instances.registry().export(filter);
        if (arguments.json()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("yaml", export.yaml());
            facts.put("warnings", export.warnings());
            Json.print(facts, console);
            return;
        }
        console.out().print(export.yaml());
        export.warnings().forEach(each -> console.err().print("warning: " + Cell.oneLine(each) + "\n"));
    }
}
