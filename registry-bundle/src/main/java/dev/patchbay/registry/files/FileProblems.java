package dev.patchbay.registry.files;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies in config/ or deploy/ and does not take effect, as a whole or in parts, and why; told in the log once, and to
 * everybody who asks.
 */
@Component(service = FileProblems.class, immediate = true)
public final class FileProblems {
    private static final Logger LOG = LoggerFactory.getLogger(FileProblems.class);
    private static final Comparator<Problem> ORDER = Comparator.comparing(
                    (Problem each) -> each.file().orElse(""))
            .thenComparing(each -> each.line().orElse(0))
            .thenComparing(each -> each.column().orElse(0))
            .thenComparing(Problem::message);
    /** Of the instances of one file: a copy of a file of thousands is one mistake. */
    private static final int MOST_LOGGED = 20;

    /** Stands for the file as a whole among its parts. */
    private static final String WHOLE = "";

    private final Map<Path, Map<String, List<Problem>>> byFile = new ConcurrentHashMap<>();

    /** Sorted by file. */
    public List<Problem> problems() {
        return byFile.values().stream()
                .flatMap(parts -> parts.values().stream())
                .flatMap(List::stream)
                .sorted(ORDER)
                .toList();
    }

    /** Those of a file, by its name without folder. */
    public List<Problem> problems(String fileName) {
        return problems().stream()
                .filter(problem -> problem.file().filter(fileName::equals).isPresent())
                .toList();
    }

    /** A problem of a file as a whole, in place of those that were reported before. Logged only if it is news. */
    public void report(Path file, Problem problem) {
        report(file, WHOLE, List.of(problem.at(file.getFileName().toString(), 0)));
    }

    /** Problems of a file, which know their places, in place of those that were reported before; there may be none. */
    void report(Path file, List<Problem> problems) {
        report(file, WHOLE, problems);
    }

    /** Why a file does not define this instance, though it says so. */
    void report(Path file, InstanceId id, Problem problem) {
        report(file, id.toString(), List.of(problem));
    }

    /** Nothing is wrong with a file any more, or there is none. */
    public void clear(Path file) {
        byFile.remove(file);
    }

    void clear(Path file, InstanceId id) {
        report(file, id.toString(), List.of());
    }

    private void report(Path file, String part, List<Problem> problems) {
        if (problems.isEmpty() && !byFile.containsKey(file)) {
            return;
        }
        byFile.compute(file, (key, known) -> {
            Map<String, List<Problem>> parts = known == null ? new ConcurrentHashMap<>() : known;
            List<Problem> before = problems.isEmpty() ? parts.remove(part) : parts.put(part, problems);
            if (part.equals(WHOLE) || parts.size() <= MOST_LOGGED) {
                logNews(before == null ? List.of() : before, problems);
            } else if (parts.size() == MOST_LOGGED + 1 && before == null) {
                LOG.warn(
                        "{}: has more problems of this kind; 'why {}' tells all",
                        file.getFileName(),
                        file.getFileName());
            }
            return parts.isEmpty() ? null : parts;
        });
    }

    private static void logNews(List<Problem> before, List<Problem> now) {
        List<String> known = before.stream().map(Problem::toString).toList();
        now.stream()
                .map(Problem::toString)
                .filter(each -> !known.contains(each))
                .forEach(each -> LOG.warn("{}", each));
    }
}
