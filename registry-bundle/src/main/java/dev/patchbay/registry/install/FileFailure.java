package dev.patchbay.registry.install;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.osgi.framework.BundleException;

/** What an exception of a disk, or of the framework, says to people: the fact, without the name of its class. */
final class FileFailure {
    private FileFailure() {}

    static String fact(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapped) {
            return fact(wrapped.getCause());
        }
        if (failure instanceof NoSuchFileException gone) {
            return "'" + gone.getFile() + "' is not there";
        }
        if (failure instanceof AccessDeniedException denied) {
            return "this process has no right to '" + denied.getFile() + "'";
        }
        if (failure instanceof FileSystemException told && told.getReason() != null) {
            return told.getReason() + " ('" + told.getFile() + "')";
        }
        if (failure instanceof BundleException && failure.getCause() != null) {
            return failure.getMessage() + " (" + fact(failure.getCause()) + ")";
        }
        boolean silent = failure.getMessage() == null || failure.getMessage().isBlank();
        return silent ? "no reason was given, only " + failure.getClass().getSimpleName() : failure.getMessage();
    }
}
