package dev.patchbay.registry.install;

import dev.patchbay.registry.jar.JarCheck;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.registry.jar.UnsoundJarException;
import dev.patchbay.registry.linkage.CodeReader;
import dev.patchbay.registry.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Takes a file of deploy/ into the store, if it may and can be used. The file itself is never changed. Thread-safe. */
final class FileIntake {
    private final BundleStore store;
    private final JarCheck check;
    private final Trust trust;
    private final Fitness fitness;

    FileIntake(BundleStore store, JarCheck check, Trust trust, Fitness fitness) {
        this.store = store;
        this.check = check;
        this.trust = trust;
        this.fitness = fitness;
    }

    /**
     * What was found in a file; closing it throws the copy away, unless that was kept.
     *
     * @param copy of the bytes; null if there is a problem
     * @param jar null if there is a problem
     * @param problem null if there is none
     * @param unfinished whether the file may be a copy that is still under way
     */
    record Finding(BundleStore.Copy copy, Jar jar, String problem, boolean unfinished) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (copy != null) {
                copy.close();
            }
        }
    }

    /** @throws IOException if the file cannot be read or the copy not be written: the machine's fault, not the file's */
    Finding take(Path file) throws IOException {
        try {
            check.requireSize(file);
        } catch (UnsoundJarException unsound) {
            return unsound(unsound);
        }
        BundleStore.Copy copy = store.copy(file, check.limits().file());
        Finding finding = null;
        try {
            CodeReader code = new CodeReader();
            JarFacts facts = check.check(copy.path(), code::read);
            Optional<String> refusal = trust.refusal(copy.path(), facts);
            if (refusal.isEmpty()) {
                fitness.expect(copy.sha256(), code.code());
            }
            finding = refusal.map(each -> new Finding(null, null, each, false))
                    .orElseGet(() -> new Finding(copy, new Jar(copy.sha256(), facts), null, false));
        } catch (UnsoundJarException unsound) {
            finding = unsound(unsound);
        } finally {
            if (finding == null || finding.copy() == null) {
                copy.close();
            }
        }
        return finding;
    }

    private static Finding unsound(UnsoundJarException unsound) {
        return new Finding(null, null, unsound.getMessage(), unsound.isUnfinished());
    }
}
