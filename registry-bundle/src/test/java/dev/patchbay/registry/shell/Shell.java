package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.registry.check.HomeInspection;
import dev.patchbay.registry.check.HomeReport;
import dev.patchbay.registry.check.JarInspection;
import dev.patchbay.registry.redaction.SecretMemory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at a command line: writes words, and reads what comes. */
final class Shell {
    private static final Interpreter NO_INTERPRETER = (line, console) -> {
        throw VerbFailure.failed("no interpreter");
    };
    private static final JarInspection NO_JARS = (file, name) -> {
        throw new IOException("no inspection");
    };
    private static final HomeInspection NO_HOME = () -> new HomeReport("no home", 0, 0, List.of(), List.of());

    private static final KeptSecrets NO_SECRETS =
            new KeptSecrets(new MemoryKeystore(), Optional.empty(), place -> {}, true);

    final ShellVerbs verbs;
    private final Map<String, Verb> brought = new HashMap<>();
    private Path directory = Path.of("").toAbsolutePath();
    private InputStream in = InputStream.nullInputStream();
    private int columns;

    Shell(MemoryRegistry registry) {
        this(registry, NO_INTERPRETER);
    }

    Shell(JarInspection jars) {
        this(new MemoryRegistry(), jars, NO_HOME, NO_SECRETS, NO_INTERPRETER);
    }

    Shell(HomeInspection home) {
        this(new MemoryRegistry(), NO_JARS, home, NO_SECRETS, NO_INTERPRETER);
    }

    Shell(MemoryRegistry registry, KeptSecrets secrets) {
        this(registry, NO_JARS, NO_HOME, secrets, NO_INTERPRETER);
    }

    Shell(MemoryRegistry registry, Interpreter interpreter) {
        this(registry, NO_JARS, NO_HOME, NO_SECRETS, interpreter);
    }

    private Shell(
            MemoryRegistry registry,
            JarInspection jars,
            HomeInspection home,
            KeptSecrets secrets,
            Interpreter interpreter) {
        Clock clock = Clock.fixed(MemoryRegistry.START.plus(Duration.ofMinutes(5)), ZoneOffset.UTC);
        this.verbs = new ShellVerbs(
                registry, jars, home, secrets, interpreter, Optional.empty(), clock, new SecretMemory(), () -> brought);
    }

    /** With verbs of other bundles. */
    Shell with(Map<String, Verb> verbsOfOthers) {
        brought.putAll(verbsOfOthers);
        return this;
    }

    Shell on(int terminalColumns) {
        this.columns = terminalColumns;
        return this;
    }

    Shell in(Path path) {
        this.directory = path;
        return this;
    }

    Shell reading(String text) {
        this.in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Outcome run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = verbs.run(List.of(words), console(printing(out), printing(err)));
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Console console(PrintStream out, PrintStream err) {
        Console.Builder console = Console.builder(out, err).in(in).directory(directory);
        return columns > 0 ? console.terminal(columns).errTerminal(columns).build() : console.build();
    }

    List<String> complete(String... words) {
        return verbs.complete(List.of(words));
    }

    static PrintStream printing(ByteArrayOutputStream target) {
        return new PrintStream(target, false, StandardCharsets.UTF_8);
    }

    /** What came of it. */
    record Outcome(int exitCode, String out, String err) {

        /** The whole output as one document, read by a parser that is not ours. */
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        JsonNode error() {
            return JsonMapper.shared().readTree(err);
        }

        List<JsonNode> jsonLines() {
            List<JsonNode> lines = new ArrayList<>();
            out.lines().forEach(each -> lines.add(JsonMapper.shared().readTree(each)));
            return lines;
        }

        List<String> lines() {
            return out.lines().toList();
        }
    }
}
