package dev.patchbay.registry.config;

/** The keys of a configuration that say something about it and are no settings. */
final class MetaKeys {
    /** The absolute path of the file that it was read from. */
    static final String FILE = "patchbay.file";

    /** What was wrong with the file, see {@link EncodedProblem}. */
    static final String PROBLEMS = "patchbay.problems";

    /** Who made it, if no file did. */
    static final String SOURCE = "patchbay.source";

    /** Grows when a value changes that stands behind a reference. */
    static final String REVISION = "patchbay.revision";

    /** Which keys have values that environment variables were put into, as {@code KEY=NAME}. */
    static final String FILLED = "patchbay.filled";

    /** What FileInstall's own installer writes: its configurations of our PIDs are taken over. */
    static final String FILE_INSTALL = "felix.fileinstall.filename";

    private MetaKeys() {}

    /** Whether a key belongs to the platform or the runtime, and cannot be a setting. */
    static boolean isMeta(String key) {
        return key.startsWith("service.") || key.startsWith("felix.") || key.startsWith("patchbay.");
    }
}
