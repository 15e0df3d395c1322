package dev.patchbay.registry.config;

import dev.patchbay.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one check has found in one definition, in sentences that tell where it stands. */
final class Findings {
    private final Definition definition;
    private final Backing backing;
    private final List<Problem> problems = new ArrayList<>();
    /** What cannot be had any more, and goes on with the value that it had. */
    private final List<Problem> lapses = new ArrayList<>();

    private final List<Problem> warnings = new ArrayList<>();

    Findings(Definition definition, Backing backing) {
        this.definition = definition;
        this.backing = backing;
    }

    void problem(String key, String clause) {
        problems.add(of(key, clause));
    }

    void lapse(String key, String clause) {
        lapses.add(of(key, clause));
    }

    void warning(String key, String clause) {
        warnings.add(of(key, clause));
    }

    /** What was found of the settings as a whole, by rules that name the keys themselves. */
    void add(List<Problem> moreProblems, List<Problem> moreWarnings) {
        problems.addAll(moreProblems);
        warnings.addAll(moreWarnings);
    }

    /** Whether the settings may be used; a lapse is no obstacle. */
    boolean allowUse() {
        return problems.isEmpty() && definition.problems().isEmpty();
    }

    /** The keys of which a problem is known, here or since the definition was read. */
    Set<String> faultyKeys() {
        return Stream.concat(problems.stream(), definition.problems().stream())
                .flatMap(problem -> problem.key().stream())
                .collect(Collectors.toSet());
    }

    /** The result, after everything was found. */
    Checked with(Optional<Settings> settings) {
        if (!problems.isEmpty() || !lapses.isEmpty() || !warnings.isEmpty()) {
            place();
        }
        // Somebody may have written a secret where none belongs.
        problems.replaceAll(this::withoutSecrets);
        warnings.replaceAll(this::withoutSecrets);
        List<Problem> all = new ArrayList<>(definition.problems());
        all.addAll(problems);
        Optional<Settings> usable = all.isEmpty() ? settings : Optional.empty();
        all.addAll(lapses);
        return new Checked(usable, all, warnings);
    }

    /** What is laid over the file has no line in it, so it says itself where it stands. */
    private Problem of(String key, String clause) {
        String origin = definition.overlaid(key).map(each -> " (" + each + ")").orElse("");
        return Problem.ofKey(key, "'" + key + "'" + origin + ' ' + clause);
    }

    private Problem withoutSecrets(Problem problem) {
        return problem.withMessage(backing.memory().redact(problem.message()));
    }

    /** Adds file and line; only now, since it reads the file. */
    private void place() {
        definition.file().ifPresent(file -> {
            Map<String, Position> positions = backing.files().positions(file, definition.id());
            String name = definition.source();
            problems.replaceAll(each -> place(each, name, positions));
            lapses.replaceAll(each -> place(each, name, positions));
            warnings.replaceAll(each -> place(each, name, positions));
        });
    }

    private Problem place(Problem problem, String file, Map<String, Position> positions) {
        String key = problem.key().orElse("");
        Position whole = positions.getOrDefault(SourceFiles.INSTANCE, Position.NONE);
        return definition.overlaid(key).isPresent()
                ? problem
                : positions.getOrDefault(key, whole).place(problem, file);
    }
}
