package dev.patchbay.registry.check;

import dev.patchbay.model.Problem;
import java.util.Comparator;
import java.util.List;

/**
 * What was found out about a home.
 *
 * @param home where it is
 * @param jars how many JARs were looked at
 * @param instances how many instances are configured
 * @param problems what keeps something from working, sorted by file and line
 * @param warnings what works, and deserves a look all the same; sorted as well
 */
public record HomeReport(String home, int jars, int instances, List<Problem> problems, List<Problem> warnings) {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem each) -> each.file().orElse(""))
            .thenComparing(each -> each.line().orElse(0))
            .thenComparing(each -> each.column().orElse(0))
            .thenComparing(Problem::message);

    public HomeReport {
        problems = problems.stream().sorted(BY_PLACE).toList();
        warnings = warnings.stream().sorted(BY_PLACE).toList();
    }
}
