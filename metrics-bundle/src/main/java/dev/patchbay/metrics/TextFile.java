package dev.patchbay.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics as a file for the textfile collector of node_exporter, which never sees half of one: each is written beside it
 * under a name that is not read, and takes its place. For one thread at a time.
 */
final class TextFile {
    private static final Logger LOG = LoggerFactory.getLogger(TextFile.class);

    private final Path file;
    private final Path next;
    private final MetricsText metrics;
    private boolean failing;

    TextFile(Path file, MetricsText metrics) {
        this.file = file;
        this.next = file.resolveSibling(file.getFileName() + ".next");
        this.metrics = metrics;
    }

    /** What fails is told once, until it works again. */
    void write() {
        try {
            Files.write(next, metrics.text());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (failing) {
                LOG.info("'{}' is written again", file);
            }
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.warn(
                        "'{}' is not written: {}; see that its folder is there and that the runtime may write to it; this"
                                + " is tried again, and told no more",
                        file,
                        e.toString());
            }
            failing = true;
        }
    }

    /** A runtime that does not run has no metrics: what stays would look as if it did. */
    void delete() {
        try {
            Files.deleteIfExists(next);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("'{}' stays behind: {}; delete it, for nobody writes it any more", file, e.toString());
        }
    }
}
