package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Patchbay could not be started; the message is one sentence that names subject, fact and remedy. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A directory cannot be made or written to. */
    public static StartException unusableHome(Path home, IOException cause) {
        return new StartException(
                "'" + home + "' cannot be used as a home: " + fact(cause)
                        + "; choose a directory that this user can write to",
                cause);
    }

    /** What a failed file operation says, as a person says it. */
    static String fact(IOException cause) {
        if (cause instanceof FileAlreadyExistsException existing) {
            return "'" + existing.getFile() + "' is a file";
        }
        if (cause instanceof AccessDeniedException denied) {
            return "'" + denied.getFile() + "' is not writable";
        }
        if (cause instanceof FileSystemException failed && failed.getReason() != null) {
            return "'" + failed.getFile() + "': " + failed.getReason();
        }
        return cause.toString();
    }
}
