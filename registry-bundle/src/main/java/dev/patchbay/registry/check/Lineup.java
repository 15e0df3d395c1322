package dev.patchbay.registry.check;

import dev.patchbay.model.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.VersionRange;

/** Which of several candidates would serve each type, and what is to be said of the others. */
final class Lineup {
    private static final Comparator<Candidate> NEWEST_FIRST =
            Comparator.comparing(Candidate::version).reversed().thenComparing(Candidate::file);

    private final Map<String, List<Candidate>> byKey;
    private final Function<String, Set<VersionRange>> pins;

    /** @param pins the ranges to which instances of a type are pinned */
    Lineup(List<Candidate> candidates, Function<String, Set<VersionRange>> pins) {
        this.byKey = candidates.stream()
                .flatMap(each -> each.keys().stream().map(key -> Map.entry(key, each)))
                .sorted(Map.Entry.comparingByValue(NEWEST_FIRST))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        this.pins = pins;
    }

    /** The versions of a type that would run, the newest first. */
    List<Candidate> running(String type) {
        List<Candidate> working = first(byKey.getOrDefault(type, List.of()))
                .filter(Candidate::works)
                .toList();
        Set<Candidate> wanted = new LinkedHashSet<>();
        working.stream().findFirst().ifPresent(wanted::add);
        pins.apply(type)
                .forEach(range -> working.stream()
                        .filter(each -> range.includes(each.version()))
                        .findFirst()
                        .ifPresent(wanted::add));
        return working.stream().filter(wanted::contains).toList();
    }

    Set<String> types() {
        return byKey.values().stream()
                .flatMap(List::stream)
                .flatMap(each -> each.facts().types().stream())
                .collect(Collectors.toSet());
    }

    /** Why no version of a type runs, the newest version's reasons first; empty if there is none. */
    List<String> obstacles(String type) {
        List<String> all = new ArrayList<>();
        byKey.getOrDefault(type, List.of())
                .forEach(each -> each.obstacles()
                        .forEach(reason ->
                                all.add(each.facts().name() + " " + each.version() + " cannot run: " + reason)));
        return all;
    }

    void report(Findings findings) {
        byKey.forEach((key, candidates) -> {
            List<Candidate> running = running(key);
            candidates.forEach(each -> report(each, candidates, running, findings));
        });
    }

    private static void report(Candidate candidate, List<Candidate> group, List<Candidate> running, Findings findings) {
        Optional<Candidate> earlier = earlier(candidate, group);
        if (earlier.isPresent()) {
            findings.problem(Problem.of(duplicate(candidate, earlier.get())).at(candidate.file(), 0));
        } else if (!candidate.works()) {
            List<String> reasons = new ArrayList<>(candidate.obstacles());
            running.stream()
                    .filter(each -> each.facts().isConnector())
                    .findFirst()
                    .map(each -> each.version() + " serves on ('" + each.file() + "')")
                    .ifPresent(reasons::add);
            findings.problem(Problem.of(String.join("; ", reasons)).at(candidate.file(), 0));
        } else if (candidate.facts().isConnector() && !running.contains(candidate)) {
            Candidate serving = running.get(0);
            findings.warning(Problem.of("is not used: " + serving.version() + " serves ('" + serving.file()
                            + "'); delete it, unless you want to go back to it")
                    .at(candidate.file(), 0));
        }
    }

    private static String duplicate(Candidate candidate, Candidate earlier) {
        return earlier.sha256().equals(candidate.sha256())
                ? "holds the same bytes as '" + earlier.file() + "'; delete one of them"
                : "brings the same version of " + candidate + " as '" + earlier.file()
                        + "', with other bytes; raise its version, or delete one of them";
    }

    private static Stream<Candidate> first(List<Candidate> group) {
        return group.stream().filter(each -> earlier(each, group).isEmpty());
    }

    private static Optional<Candidate> earlier(Candidate candidate, List<Candidate> group) {
        return group.stream()
                .takeWhile(each -> each != candidate)
                .filter(each -> each.version().equals(candidate.version()))
                .findFirst();
    }
}
