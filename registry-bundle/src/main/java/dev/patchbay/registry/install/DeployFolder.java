package dev.patchbay.registry.install;

import dev.patchbay.model.Problem;
import java.nio.file.Path;
import java.util.Optional;

/** Where JARs are dropped, and who is told. */
public interface DeployFolder {

    /** The folder's real path; empty where JARs come by another way. */
    Optional<Path> folder();

    /** Something was done to a file: only noted here, looked at in the background. Told too often does no harm. */
    void changed(Path file);

    /** What is to be said of a JAR that lies somewhere else in a home. */
    static Problem misplaced(Path file) {
        return Problem.of("lies in '" + file.toAbsolutePath().getParent().getFileName()
                + "', from where no bundle is installed; move it to 'deploy'");
    }
}
