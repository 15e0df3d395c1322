package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.api.HealthOptions;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The verb {@code health}. */
final class CheckHealth implements Verb {
    static final String SUMMARY = "Tells whether calls to an instance, or to all of them, would succeed now";

    private static final int MOST_NAMED = 5;

    private static final Manual MANUAL = new Manual(
            "health",
            SUMMARY,
            Syntax.none()
                    .optional("ID")
                    .option("--tenant", "TENANT", "only instances of this tenant")
                    .flag("--all", "also instances that nobody has used yet: makes their objects"),
            """
            By the latest calls and the latest check. All are checked in parallel, each within its timeout; a check is used
            again for the instance's health.ttl, and a call that succeeded spares one. Without an ID, instances that nobody
            has used yet are UNKNOWN unless --all is given. The exit code is 1 if one is DOWN.

              health jdbc~demo
            """);

    private final Instances instances;

    CheckHealth(Instances instances) {
        this.instances = instances;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        Map<InstanceId, Health> found = arguments
                .optionalOperand("ID")
                .map(instances::known)
                .map(id -> Map.of(id, instances.registry().health(id)))
                .orElseGet(() -> all(arguments));
        if (arguments.json()) {
            List<Map<String, Object>> facts = found.entrySet().stream()
                    .map(each -> facts(each.getKey(), each.getValue()))
                    .toList();
            Json.print(arguments.optionalOperand("ID").isPresent() ? facts.get(0) : facts, console);
        } else {
            print(found, console);
        }
        failIfDown(found);
    }

    private Map<InstanceId, Health> all(Arguments arguments) {
        InstanceFilter every = InstanceFilter.all();
        InstanceFilter filter = arguments.option("--tenant").map(every::tenant).orElse(every);
        HealthOptions options = arguments.has("--all") ? HealthOptions.cached().create() : HealthOptions.cached();
        return new TreeMap<>(instances.registry().healthAll(filter, options));
    }

    private static void print(Map<InstanceId, Health> found, Console console) {
        if (found.isEmpty()) {
            console.out().print("no instance is configured\n");
            return;
        }
        Table table = new Table("ID", "HEALTH", "CAUSE", "TOOK", "FINDING");
        found.forEach((id, health) -> table.row(
                id.toString(),
                health.status().name(),
                health.cause().map(FailureCause::name).orElse("-"),
                health.took().map(each -> each.toMillis() + " ms").orElse("-"),
                health.message()));
        table.print(console);
    }

    private static void failIfDown(Map<InstanceId, Health> found) {
        List<Map.Entry<InstanceId, Health>> down = found.entrySet().stream()
                .filter(each -> each.getValue().status() == Health.Status.DOWN)
                .toList();
        if (down.size() == 1) {
            throw VerbFailure.failed(
                    "'" + down.get(0).getKey() + "' is " + down.get(0).getValue());
        } else if (!down.isEmpty()) {
            List<String> ids = down.stream()
                    .limit(MOST_NAMED)
                    .map(each -> each.getKey().toString())
                    .toList();
            throw VerbFailure.failed(down.size() + " of " + found.size() + " instances are DOWN: "
                    + String.join(", ", ids) + (down.size() > MOST_NAMED ? " and others" : ""));
        }
    }

    private static Map<String, Object> facts(InstanceId id, Health health) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", id);
        facts.putAll(facts(health));
        return facts;
    }

    static Map<String, Object> facts(Health health) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", health.status());
        facts.put("message", health.message());
        facts.put("cause", health.cause().orElse(null));
        facts.put("remedy", health.cause().map(FailureCause::sentence).orElse(null));
        facts.put("learned", health.isLearned());
        facts.put("checkedAt", health.checkedAt().orElse(null));
        facts.put("tookMillis", health.took().map(Duration::toMillis).orElse(null));
        return facts;
    }
}
