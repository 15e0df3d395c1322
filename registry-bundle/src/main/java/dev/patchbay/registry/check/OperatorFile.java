package dev.patchbay.registry.check;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.lifecycle.OperatorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What operators of a home have decided. */
final class OperatorFile {
    private static final String NAME = "operator.json";

    private final SavedFile saved;
    private final Path scratch;

    /** @param scratch a folder that nobody else writes to */
    OperatorFile(Path home, Path scratch) {
        this.saved = new SavedFile(home, NAME, scratch);
        this.scratch = scratch;
    }

    OperatorState read(Findings findings) {
        Optional<Path> copy = saved.copy(findings);
        OperatorState state = new OperatorState(copy.orElse(scratch.resolve(NAME)));
        if (copy.isPresent() && Files.notExists(copy.get())) {
            findings.problem(
                    Problem.of("is damaged, so nobody knows which instances were switched on or off; put back a"
                                    + " copy, or delete it and enable and disable them anew")
                            .at(NAME, 0));
        }
        return state;
    }
}
