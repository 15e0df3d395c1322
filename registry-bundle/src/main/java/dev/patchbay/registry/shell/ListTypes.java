package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The verb {@code types}. */
final class ListTypes implements Verb {
    static final String SUMMARY = "Lists the installed connector types and their versions";

    private static final Manual MANUAL = new Manual("types", SUMMARY, Syntax.none(), """
            If several versions of a type run, the one that serves instances without a version of their own stands first;
            the others serve those that are pinned to them. Below the types stands why some do not serve: what cannot run
            here, what a newer version has replaced, what is there twice.

              types --json | jq -r '.[] | select(.state == "INCOMPATIBLE") | .type + ": " + .reasons[]'
            """);

    private final Instances instances;

    ListTypes(Instances instances) {
        this.instances = instances;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        List<InstalledVersion> installed = new InstalledVersions(instances.registry()).list();
        Map<String, Long> counts = instances.all().stream()
                .collect(Collectors.groupingBy(each -> each.id().type(), Collectors.counting()));
        if (arguments.json()) {
            Json.print(
                    installed.stream()
                            .map(each -> each.facts(counts.getOrDefault(each.type(), 0L)))
                            .toList(),
                    console);
        } else if (installed.isEmpty()) {
            console.out().print("no connector type is installed; drop a connector JAR into deploy/\n");
        } else {
            print(installed, counts, console);
        }
    }

    private static void print(List<InstalledVersion> installed, Map<String, Long> counts, Console console) {
        Table table = new Table("TYPE", "VERSION", "STATE", "CAN", "INSTANCES", "RECORD TYPES", "FROM");
        Set<String> counted = new HashSet<>();
        for (InstalledVersion each : installed) {
            boolean first = counted.add(each.type());
            table.row(each.cells(first ? counts.getOrDefault(each.type(), 0L).toString() : ""));
        }
        table.print(console);
        Table reasons = new Table("NOT SERVING", "REASON");
        List<InstalledVersion> unserved =
                installed.stream().filter(each -> !each.reasons().isEmpty()).toList();
        for (InstalledVersion each : unserved) {
            each.reasons().forEach(reason -> reasons.row(each.name(), reason));
        }
        if (!unserved.isEmpty()) {
            console.out().print("\n");
            reasons.print(console);
        }
    }
}
