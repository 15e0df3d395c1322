package dev.patchbay.benchmarks.scene;

import java.nio.file.Path;

/** By which JARs come into a runtime and leave it again. */
public interface Road {

    /** @param staged lies beside deploy/, and may be moved */
    void bring(Path staged) throws Exception;

    /** Takes back all that was brought. */
    void clear() throws Exception;
}
