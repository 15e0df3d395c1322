package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Console;
import dev.patchbay.api.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verb {@code jars}. */
final class ListJars implements Verb {
    static final String SUMMARY = "Lists what lies in deploy/, and how it stands";

    private static final Manual MANUAL = new Manual("jars", SUMMARY, Syntax.none(), """
            SERVING     a connector that serves      SUPERSEDED   a newer version serves instead
            LIBRARY     a bundle without a type      DUPLICATE    another file has brought the same version
            STARTING    is being started             INCOMPATIBLE cannot run here
            UNSOUND     the file cannot be used

              jars --json | jq -r '.[] | select(.state == "INCOMPATIBLE") | .reasons[]'
            """);

    private final ConnectorRegistry registry;

    ListJars(ConnectorRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        List<Deployment> jars = registry.deployments();
        if (arguments.json()) {
            Json.print(jars.stream().map(ListJars::facts).toList(), console);
        } else if (jars.isEmpty()) {
            console.out().print("deploy/ is empty; drop a connector JAR into it\n");
        } else {
            Table table = new Table("FILE", "STATE", "NAME", "VERSION", "TYPES", "REASON");
            jars.forEach(each -> table.row(
                    each.file(),
                    each.state().toString(),
                    each.name(),
                    each.name().isEmpty() ? "" : each.version().toString(),
                    String.join(" ", each.types()),
                    each.reasons().isEmpty() ? "" : each.reasons().get(0)));
            table.print(console);
        }
    }

    private static Map<String, Object> facts(Deployment each) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", each.file());
        facts.put("state", each.state());
        facts.put("name", each.name());
        facts.put("version", each.version());
        facts.put("types", each.types());
        facts.put("sha256", each.sha256());
        facts.put("reasons", each.reasons());
        return facts;
    }
}
