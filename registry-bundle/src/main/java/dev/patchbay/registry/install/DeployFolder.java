package dev.patchbay.registry.install;

import java.nio.file.Path;
import java.util.Optional;

/** Where JARs are dropped, and who is told. */
public interface DeployFolder {

    /** The folder's real path; empty where JARs come by another way. */
    Optional<Path> folder();

    /** Something was done to a file: only noted here, looked at in the background. Told too often does no harm. */
    void changed(Path file);
}
