package dev.patchbay.registry.project;

import dev.patchbay.registry.install.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file of deploy/ that a project's builds go to, one after the other, whatever their own names are. Immutable. */
public final class DropPlace {
    private final Path file;

    /** @param type the connector type that names the file */
    public DropPlace(Path deploy, String type) {
        this.file = deploy.resolve("dev-" + type + ".jar");
    }

    /** Its name in deploy/. */
    public String name() {
        return file.getFileName().toString();
    }

    /** A copy that nobody sees yet; deleted if it is closed before it was put there. */
    public final class Copy implements AutoCloseable {
        private final Path fresh;
        private final String sha256;

        private Copy(Path fresh, String sha256) {
            this.fresh = fresh;
            this.sha256 = sha256;
        }

        /** In hexadecimal. */
        public String sha256() {
            return sha256;
        }

        /** Whether these bytes lie there already. */
        public boolean isThere() throws IOException {
            return Files.isRegularFile(file) && Sha256.of(file).equals(sha256);
        }

        /** All at once: whoever looks sees the old bytes or the new ones. */
        public void put() throws IOException {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(fresh);
        }
    }

    /** @throws IOException if it cannot be read, or deploy/ not be written to */
    public Copy copy(Path jar) throws IOException {
        Path fresh = file.resolveSibling("." + name() + ".tmp");
        boolean copied = false;
        try {
            Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
            copied = true;
        } finally {
            if (!copied) {
                Files.deleteIfExists(fresh);
            }
        }
        return new Copy(fresh, Sha256.of(fresh));
    }
}
