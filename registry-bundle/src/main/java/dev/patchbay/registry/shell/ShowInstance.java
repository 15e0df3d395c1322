package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.Console;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The verb {@code info}. */
final class ShowInstance implements Verb {
    static final String SUMMARY = "Shows all that is known about an instance";

    private static final Manual MANUAL =
            new Manual("info", SUMMARY, Syntax.none().required("ID"), """
            Asks no external system and makes no connector object; operations are shown while there is one.

              info jdbc~demo
            """);

    private final Instances instances;

    ShowInstance(Instances instances) {
        this.instances = instances;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        InstanceStatus status = instances.status(arguments.operand("ID"));
        Optional<ConnectorMetadata> metadata = metadata(status);
        List<String> operations =
                instances.operations(status).stream().map(Operation::name).toList();
        Optional<ShownLimits> limits = limits(status);
        if (arguments.json()) {
            Map<String, Object> facts = facts(status, metadata, operations);
            facts.put("limits", limits.map(ShownLimits::allFacts).orElse(null));
            Json.print(facts, console);
        } else {
            Table table = table(status, metadata, operations);
            limits.ifPresent(each -> each.rows(table));
            table.print(console);
        }
    }

    private Optional<ShownLimits> limits(InstanceStatus status) {
        try {
            return Optional.of(new ShownLimits(instances.registry().limits(status.id())));
        } catch (ConnectorException e) {
            // It has never had settings, or is gone by now.
            return Optional.empty();
        }
    }

    /** Of the version that serves the instance, which need not be the one that serves most. */
    private Optional<ConnectorMetadata> metadata(InstanceStatus status) {
        String type = status.id().type();
        return status.version()
                .flatMap(version -> instances.registry().versions(type).stream()
                        .filter(each -> each.version().equals(version))
                        .findFirst())
                .or(() -> instances.metadata(type));
    }

    private static Table table(InstanceStatus status, Optional<ConnectorMetadata> metadata, List<String> operations) {
        Table table = new Table()
                .row("id", status.id().toString())
                .row("state", status.state() + " since " + status.since())
                .row("reason", status.reason())
                .row("health", health(status.health()))
                .row("source", status.source());
        status.version().ifPresent(each -> table.row("version", each.toString()));
        add(table, "description", status.description());
        metadata.ifPresent(each -> {
            add(table, "can", String.join(" ", InstalledVersion.capabilities(each)));
            add(table, "record types", String.join(" ", each.recordTypes()));
            add(table, "documentation", each.documentation());
        });
        add(table, "operations", String.join(" ", operations));
        status.problems().forEach(each -> table.row("problem", each.toString()));
        return table;
    }

    private static void add(Table table, String what, String text) {
        if (!text.isEmpty()) {
            table.row(what, text);
        }
    }

    private static String health(Health health) {
        return health + health.checkedAt().map(at -> " (checked " + at + ")").orElse("");
    }

    private static Map<String, Object> facts(
            InstanceStatus status, Optional<ConnectorMetadata> metadata, List<String> operations) {
        Map<String, Object> facts = new LinkedHashMap<>(ListInstances.facts(status));
        facts.put("health", CheckHealth.facts(status.health()));
        facts.put("description", status.description());
        facts.put("capabilities", metadata.map(InstalledVersion::capabilities).orElse(List.of()));
        facts.put("recordTypes", metadata.map(ConnectorMetadata::recordTypes).orElse(List.of()));
        facts.put(
                "documentation", metadata.map(ConnectorMetadata::documentation).orElse(""));
        facts.put("operations", operations);
        facts.put(
                "problems", status.problems().stream().map(ShowInstance::facts).toList());
        return facts;
    }

    static Map<String, Object> facts(Problem problem) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("message", problem.message());
        facts.put("key", problem.key().orElse(null));
        facts.put("file", problem.file().orElse(null));
        facts.put("line", problem.line().isPresent() ? problem.line().getAsInt() : null);
        facts.put("column", problem.column().isPresent() ? problem.column().getAsInt() : null);
        return facts;
    }
}
