package dev.patchbay.registry.format;

import dev.patchbay.model.Problem;
import java.util.List;

/**
 * What stands in a file.
 *
 * @param blocks at most one of each instance
 * @param problems of the file, which are those of no single instance; with their place
 */
public record FileContent(List<InstanceBlock> blocks, List<Problem> problems) {
    public static final FileContent EMPTY = new FileContent(List.of(), List.of());

    public FileContent {
        blocks = List.copyOf(blocks);
        problems = List.copyOf(problems);
    }

    /** A file of which nothing could be understood. */
    public static FileContent broken(Problem problem) {
        return new FileContent(List.of(), List.of(problem));
    }

    /** Whether all of it was understood: only then an instance that is not in it has been taken away. */
    public boolean isWhole() {
        return problems.isEmpty();
    }
}
