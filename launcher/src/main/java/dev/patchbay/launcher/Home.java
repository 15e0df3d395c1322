package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory that a runtime works in: deploy/, config/, secrets/, data/ and log/. */
final class Home {
    private final Path path;

    private Home(Path path) {
        this.path = path;
    }

    /**
     * Makes what is missing of a home.
     *
     * @throws StartException if it cannot be made
     */
    static Home prepare(Path wanted) {
        try {
            Path real = Files.createDirectories(wanted).toRealPath();
            for (String name : new String[] {"deploy", "config", "data", "log", "secrets"}) {
                make(real.resolve(name));
            }
            requireWritable(real.resolve("data"));
            requireWritable(real.resolve("log"));
            return new Home(real);
        } catch (IOException e) {
            throw StartException.unusableHome(wanted, e);
        }
    }

    /** A home that is only looked at, and need not be there. */
    static Home asItIs(Path wanted) {
        Path absolute = wanted.toAbsolutePath().normalize();
        try {
            return new Home(absolute.toRealPath());
        } catch (IOException absent) {
            return new Home(absolute);
        }
    }

    /** Absolute, with symbolic links resolved: bundle locations and watched paths compare equal then. */
    Path path() {
        return path;
    }

    Path deploy() {
        return path.resolve("deploy");
    }

    Path config() {
        return path.resolve("config");
    }

    Path data() {
        return path.resolve("data");
    }

    /** A folder that is there is left as it is, whoever owns it: all but two are only read. */
    private static void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            if (folder.endsWith("secrets")) {
                createPrivate(folder);
            } else {
                Files.createDirectories(folder);
            }
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw new StartException(
                    "'" + folder + "' is missing and cannot be made (" + StartException.fact(e)
                            + "); make that folder, or let this user write to '" + folder.getParent() + "'",
                    e);
        }
    }

    private static void requireWritable(Path folder) {
        if (!Files.isWritable(folder)) {
            throw new StartException(
                    "'" + folder + "' is not writable; let this user write to it, as to data/ and log/ of every home");
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
    }
}
