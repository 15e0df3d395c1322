package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.Console;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The verb {@code types}. */
final class ListTypes implements Verb {
    static final String SUMMARY = "Lists the installed connector types and their versions";

    private static final Manual MANUAL = new Manual("types", SUMMARY, Syntax.none(), """
            If several versions of a type are installed, the one that serves instances without a version of their own
            stands first; the others serve those that are pinned to them.

              types --json | jq -r '.[].type'
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
        List<Installed> installed = installed();
        if (arguments.json()) {
            Json.print(installed.stream().map(Installed::facts).toList(), console);
        } else if (installed.isEmpty()) {
            console.out().print("no connector type is installed; drop a connector JAR into deploy/\n");
        } else {
            Table table = new Table("TYPE", "VERSION", "CAN", "INSTANCES", "RECORD TYPES", "FROM");
            installed.forEach(each -> table.row(each.cells()));
            table.print(console);
        }
    }

    private List<Installed> installed() {
        Map<String, Long> counts = instances.all().stream()
                .collect(Collectors.groupingBy(each -> each.id().type(), Collectors.counting()));
        List<Installed> installed = new ArrayList<>();
        for (String type : instances.registry().types()) {
            try {
                installed.addAll(versions(type, counts.getOrDefault(type, 0L)));
            } catch (ConnectorException e) {
                if (e.code() != ErrorCode.CONNECTOR_NOT_FOUND) {
                    throw e;
                }
                // It was uninstalled after the types were listed.
            }
        }
        return installed;
    }

    private List<Installed> versions(String type, long count) {
        ConnectorMetadata serving = instances.registry().metadata(type);
        List<Installed> versions = new ArrayList<>();
        versions.add(new Installed(serving, true, count));
        for (ConnectorMetadata each : instances.registry().versions(type)) {
            if (!each.version().equals(serving.version())) {
                versions.add(new Installed(each, false, count));
            }
        }
        return versions;
    }

    /** One version of a type, and how many instances the type has. */
    private record Installed(ConnectorMetadata metadata, boolean serving, long count) {

        String[] cells() {
            return new String[] {
                metadata.type(),
                metadata.version() + (serving ? "" : " (if pinned)"),
                String.join(" ", capabilities(metadata)),
                serving ? String.valueOf(count) : "",
                metadata.recordTypes().isEmpty() ? "by instance" : String.join(" ", metadata.recordTypes()),
                metadata.source()
            };
        }

        Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("type", metadata.type());
            facts.put("version", metadata.version());
            facts.put("serving", serving);
            facts.put("capabilities", capabilities(metadata));
            facts.put("recordTypes", metadata.recordTypes());
            facts.put("authMethods", metadata.authMethods());
            facts.put("incremental", metadata.incremental());
            facts.put("instances", count);
            facts.put("documentation", metadata.documentation());
            facts.put("source", metadata.source());
            return facts;
        }
    }

    static List<String> capabilities(ConnectorMetadata metadata) {
        return metadata.capabilities().stream()
                .sorted()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
