package dev.patchbay.registry.check;

import dev.patchbay.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file of a home's data/, looked at in a copy: whoever reads it sets it aside if it is damaged. */
final class SavedFile {
    private final Path original;
    private final Path copy;

    /** @param scratch a folder that nobody else writes to */
    SavedFile(Path home, String name, Path scratch) {
        this.original = home.resolve("data").resolve(name);
        this.copy = scratch.resolve(name);
    }

    /** Empty if there is none, or if it cannot be read. */
    Optional<Path> copy(Findings findings) {
        try {
            Files.createDirectories(copy.getParent());
            Files.deleteIfExists(copy);
            return Files.exists(original)
                    ? Optional.of(Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING))
                    : Optional.empty();
        } catch (IOException e) {
            findings.problem(Problem.of("cannot be read (" + e + "); let the user that the runtime runs as read it")
                    .at(copy.getFileName().toString(), 0));
            return Optional.empty();
        }
    }
}
