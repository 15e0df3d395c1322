package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.api.Deployment;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.ClosestText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Version;

/** The verb {@code list}. */
final class ListInstances implements Verb {
    static final String SUMMARY = "Lists the instances: how each stands, why, and since when";

    private static final Manual MANUAL = new Manual(
            "list",
            SUMMARY,
            Syntax.none()
                    .option("--type", "TYPE", "only instances of this type")
                    .option("--tenant", "TENANT", "only instances of this tenant")
                    .option("--state", "STATE", "only instances in this state"),
            """
            Asks no external system: HEALTH is what was last found out. Below the instances stands what lies in the
            configuration but makes no instance; in JSON these are objects whose id is null.

              list --json | jq -r '.[] | select(.state == "INVALID") | .source + ": " + .reason'
            """);

    private final Instances instances;
    private final Clock clock;

    ListInstances(Instances instances, Clock clock) {
        this.instances = instances;
        this.clock = clock;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        Optional<InstanceState> state = arguments.option("--state").map(each -> state(each, arguments));
        List<InstanceStatus> listed = instances.registry().instances(filter(arguments)).stream()
                .filter(each -> state.isEmpty() || state.get() == each.state())
                .toList();
        boolean narrowed = arguments.has("--type") || arguments.has("--tenant");
        boolean alsoProblems = !narrowed && (state.isEmpty() || state.get() == InstanceState.INVALID);
        List<Problem> problems = alsoProblems ? problems() : List.of();
        if (arguments.json()) {
            Stream<Map<String, Object>> facts = listed.stream().map(ListInstances::facts);
            Json.print(
                    Stream.concat(facts, problems.stream().map(ListInstances::facts))
                            .toList(),
                    console);
        } else {
            print(listed, problems, narrowed || state.isPresent(), console);
        }
    }

    /** Of a file in deploy/ {@code jars} tells, and it could not be an instance anyway. */
    private List<Problem> problems() {
        Set<String> jars = instances.registry().deployments().stream()
                .map(Deployment::file)
                .collect(Collectors.toSet());
        return instances.registry().problems().stream()
                .filter(each -> each.file().filter(jars::contains).isEmpty())
                .toList();
    }

    private static InstanceFilter filter(Arguments arguments) {
        InstanceFilter all = InstanceFilter.all();
        InstanceFilter ofType = arguments.option("--type").map(all::type).orElse(all);
        return arguments.option("--tenant").map(ofType::tenant).orElse(ofType);
    }

    private static InstanceState state(String text, Arguments arguments) {
        String name = text.toUpperCase(Locale.ROOT);
        List<String> names =
                Stream.of(InstanceState.values()).map(InstanceState::name).toList();
        if (!names.contains(name)) {
            throw arguments.wrong("there is no state '" + text + "'" + ClosestText.hint(name, names));
        }
        return InstanceState.valueOf(name);
    }

    private void print(List<InstanceStatus> listed, List<Problem> problems, boolean filtered, Console console) {
        if (listed.isEmpty()) {
            console.out()
                    .print(filtered ? "no such instance\n" : "no instance is configured; 'template TYPE' shows how\n");
        } else {
            Instant now = clock.instant();
            Table table = new Table("ID", "STATE", "HEALTH", "VERSION", "SINCE", "REASON");
            listed.forEach(each -> table.row(cells(each, now)));
            table.print(console);
        }
        if (!problems.isEmpty()) {
            console.out().print("\n");
            Table table = new Table("NO INSTANCE", "REASON");
            problems.forEach(each -> table.row(each.file().orElse(""), reason(each)));
            table.print(console);
        }
    }

    private static String[] cells(InstanceStatus status, Instant now) {
        return new String[] {
            status.id().toString(),
            status.state().name(),
            status.health().status().name(),
            status.version().map(Version::toString).orElse("-"),
            age(Duration.between(status.since(), now)),
            status.reason()
        };
    }

    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        } else if (seconds < 2 * 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
    }

    private static String reason(Problem problem) {
        return problem.line().isPresent()
                ? "line " + problem.line().getAsInt() + ": " + problem.message()
                : problem.message();
    }

    static Map<String, Object> facts(InstanceStatus status) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", status.id());
        facts.put("type", status.id().type());
        facts.put("name", status.id().name());
        facts.put("tenant", status.id().tenant());
        facts.put("state", status.state());
        facts.put("reason", status.reason());
        facts.put("since", status.since());
        facts.put("version", status.version().orElse(null));
        facts.put("source", status.source());
        facts.put("health", status.health().status());
        return facts;
    }

    private static Map<String, Object> facts(Problem problem) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (String absent : List.of("id", "type", "name", "tenant")) {
            facts.put(absent, null);
        }
        facts.put("state", InstanceState.INVALID);
        facts.put("reason", reason(problem));
        facts.put("since", null);
        facts.put("version", null);
        facts.put("source", problem.file().orElse(null));
        facts.put("health", null);
        return facts;
    }
}
