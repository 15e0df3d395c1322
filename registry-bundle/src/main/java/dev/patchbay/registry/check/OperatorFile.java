package dev.patchbay.registry.check;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.lifecycle.OperatorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What operators of a home have decided, read from a copy: the original is set aside if it cannot be read. */
final class OperatorFile {
    private static final String NAME = "operator.json";

    private final Path original;
    private final Path copy;

    /** @param scratch a folder that nobody else writes to */
    OperatorFile(Path home, Path scratch) {
        this.original = home.resolve("data").resolve(NAME);
        this.copy = scratch.resolve(NAME);
    }

    OperatorState read(Findings findings) {
        try {
            Files.createDirectories(copy.getParent());
            Files.deleteIfExists(copy);
            if (Files.exists(original)) {
                Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
                OperatorState read = new OperatorState(copy);
                if (Files.notExists(copy)) {
                    unreadable("it is damaged", findings);
                }
                return read;
            }
        } catch (IOException e) {
            unreadable(e.toString(), findings);
        }
        return new OperatorState(copy);
    }

    private static void unreadable(String fact, Findings findings) {
        findings.problem(Problem.of("cannot be read (" + fact + "), so nobody knows which instances were switched on or"
                        + " off; put back a copy, or delete it and enable and disable them anew")
                .at(NAME, 0));
    }
}
