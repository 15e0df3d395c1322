package dev.patchbay.registry.files;

import dev.patchbay.model.Problem;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lies in config/ or deploy/ and does not take effect, and why; told in the log once, and to everybody who asks. */
@Component(service = FileProblems.class, immediate = true)
public final class FileProblems {
    private static final Logger LOG = LoggerFactory.getLogger(FileProblems.class);

    private final Map<Path, Problem> byFile = new ConcurrentHashMap<>();

    /** Sorted by file. */
    public List<Problem> problems() {
        return byFile.values().stream()
                .sorted(Comparator.comparing(Problem::toString))
                .toList();
    }

    /** Those of a file, by its name without folder. */
    public List<Problem> problems(String fileName) {
        return problems().stream()
                .filter(problem -> problem.file().filter(fileName::equals).isPresent())
                .toList();
    }

    /** Logged only if it is news. */
    public void report(Path file, Problem problem) {
        Problem placed = problem.at(file.getFileName().toString(), 0);
        Problem before = byFile.put(file, placed);
        if (before == null || !before.toString().equals(placed.toString())) {
            LOG.warn("{}", placed);
        }
    }

    public void clear(Path file) {
        byFile.remove(file);
    }
}
