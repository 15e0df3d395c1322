package dev.patchbay.registry.files;

import java.nio.file.Path;

/**
 * Takes in files of one kind. A service; whoever watches the folders tells it of every file that it takes: of those that
 * are there when it arrives, and of each one that comes, changes or goes.
 *
 * <p>Files are spelled as {@link HomeFolders#located} does. Both methods may be called by several threads at once, and more
 * often than anything happens.
 */
public interface FileTaker {

    /** Whether a file is of this kind, by its name and its folder alone: it may have gone. */
    boolean takes(Path file);

    /**
     * Something happened to a file: brings things in line with how the file is now, which may be that there is none. Must
     * be quick, or only note it.
     */
    void changed(Path file);
}
