package dev.patchbay.registry.check;

import dev.patchbay.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what the parts of a check find; for one thread. */
final class Findings {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void problem(Problem problem) {
        problems.add(problem);
    }

    void problems(Iterable<Problem> all) {
        all.forEach(problems::add);
    }

    void warning(Problem warning) {
        warnings.add(warning);
    }

    List<Problem> problems() {
        return problems;
    }

    List<Problem> warnings() {
        return warnings;
    }
}
