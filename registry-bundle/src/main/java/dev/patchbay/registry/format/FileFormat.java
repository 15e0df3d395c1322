package dev.patchbay.registry.format;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A way to write instances into files. Thread-safe; calls nobody else's code. */
public interface FileFormat {

    /** Whether files of this name, which is without a folder, are written in it, well named or not. */
    boolean takes(String fileName);

    /**
     * Reads a file as it is now; whatever is wrong with it becomes problems beside what could be read.
     *
     * @throws NoSuchFileException if there is none
     */
    FileContent read(Path file) throws NoSuchFileException;
}
