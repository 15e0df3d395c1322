package dev.patchbay.itests;

import dev.patchbay.api.Console;
import dev.patchbay.api.Verbs;
import dev.patchbay.launcher.DryRuntime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs verbs as somebody at a command line would, in a directory; in a dry runtime, or in one that runs. */
final class DryVerbs {
    private DryVerbs() {}

    /** What a verb printed, and how it ended. */
    record Outcome(int exitCode, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    static Outcome run(Path home, Path directory, String... words) {
        try (DryRuntime dry = DryRuntime.start(home)) {
            return run(dry.verbs(), directory, words);
        }
    }

    static Outcome run(Verbs verbs, Path directory, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.builder(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .directory(directory)
                .build();
        int exitCode = verbs.run(List.of(words), console);
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
