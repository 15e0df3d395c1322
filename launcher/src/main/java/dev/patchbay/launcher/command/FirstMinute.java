package dev.patchbay.launcher.command;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Console;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.launcher.Patchbay;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person sees when a runtime is ready: what is there, some records of the demonstration, and how to go on. */
final class FirstMinute {
    private static final String DEMO = "jdbc~demo";
    private static final String DEMO_RECORDS = "earthquakes";
    private static final int NAMED = 5;

    private final Patchbay patchbay;
    private final RunningVerbs verbs;
    private final Surroundings surroundings;
    private final boolean withShell;
    private final PrintStream out = System.out;

    FirstMinute(Patchbay patchbay, RunningVerbs verbs, Surroundings surroundings, boolean withShell) {
        this.withShell = withShell;
        this.patchbay = patchbay;
        this.verbs = verbs;
        this.surroundings = surroundings;
    }

    void tell() {
        long now = System.currentTimeMillis();
        ConnectorRegistry registry = patchbay.registry();
        List<InstanceStatus> instances = registry.instances(InstanceFilter.all());
        List<String> ids =
                instances.stream().map(status -> status.id().toString()).toList();
        // In one piece: whoever waits for the line must not read half of it.
        out.print(String.format(
                Locale.ROOT,
                "ready in %.1f s, %s, %s, home %s%n",
                (now - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1_000.0,
                counted("type", registry.types()),
                counted("instance", ids),
                path()));
        if (ids.contains(DEMO) && showRecords()) {
            tellNext();
        }
        out.flush();
    }

    private void tellNext() {
        String call = withShell ? "" : surroundings.script() + " ";
        String named = withShell || !surroundings.homeNamed() ? "" : "--home " + LineWords.quote(path()) + " ";
        out.println("Next, type " + (withShell ? "here:" : "in another terminal:"));
        out.println("  " + call + named + "list");
        out.println("  " + call + named + "pull " + DEMO + " " + DEMO_RECORDS + " --limit 10");
        out.println("  " + call + named + "why " + DEMO);
    }

    private String path() {
        return patchbay.home().toString();
    }

    private boolean showRecords() {
        Console.Builder console = Console.builder(out, System.err)
                .directory(surroundings.directory())
                .errTerminal(surroundings.errColumns());
        if (surroundings.columns() > 0) {
            console.terminal(surroundings.columns());
        }
        List<String> pull = List.of("pull", DEMO, DEMO_RECORDS, "--limit", "3");
        return verbs.find().map(all -> all.run(pull, console.build()) == 0).orElse(false);
    }

    /** {@code 2 types (github, jdbc)}; names only as many as one takes in. */
    static String counted(String noun, List<String> names) {
        String count = names.size() + " " + noun + (names.size() == 1 ? "" : "s");
        if (names.isEmpty()) {
            return count;
        }
        String some = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return count + " (" + some + (names.size() > NAMED ? ", ..." : "") + ")";
    }
}
