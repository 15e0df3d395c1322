package dev.patchbay.registry.files;

import java.nio.file.Path;

/** Which files are told of, by their names. */
final class WatchedNames {
    private static final String RUNTIME_SETTINGS = "patchbay.cfg";
    private static final String[] UNDER_WAY = {".tmp", ".part", ".swp", "~"};

    private WatchedNames() {}

    /**
     * Hidden files, those that an editor or a copy under way leaves, and the settings of the runtime itself, which are read
     * before it starts, are not.
     */
    static boolean isWatched(Path file) {
        String name = file.getFileName().toString();
        for (String ending : UNDER_WAY) {
            if (name.endsWith(ending)) {
                return false;
            }
        }
        return !name.startsWith(".") && !name.equals(RUNTIME_SETTINGS);
    }

    /** The one file of a home that counts beside its folders. */
    static boolean isEnvironment(Path file) {
        return file.endsWith(".env");
    }
}
