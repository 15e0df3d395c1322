package dev.patchbay.registry.install;

import dev.patchbay.registry.linkage.Code;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of the class files of JARs that have just come, until it is compared with what they are wired to. Of many
 * that come at once the first are forgotten, and read again. Thread-safe.
 */
final class FreshCode {
    /** Some ten megabytes. */
    private static final int MOST_CLASS_FILES = 20_000;

    /** By SHA-256, the oldest first; guarded by this. */
    private final Map<String, Code> codes = new LinkedHashMap<>();

    /** Guarded by this. */
    private int classFiles;

    synchronized void put(String sha256, Code code) {
        take(sha256);
        codes.put(sha256, code);
        classFiles += code.size();
        Iterator<String> oldest = codes.keySet().iterator();
        while (classFiles > MOST_CLASS_FILES) {
            classFiles -= codes.get(oldest.next()).size();
            oldest.remove();
        }
    }

    synchronized Optional<Code> take(String sha256) {
        Optional<Code> taken = Optional.ofNullable(codes.remove(sha256));
        taken.ifPresent(each -> classFiles -= each.size());
        return taken;
    }
}
