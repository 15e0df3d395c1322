package dev.patchbay.launcher;

import java.io.IOException;
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
     * @throws StartException if it cannot be made, or if File Install could not watch it
     */
    static Home prepare(Path wanted) {
        try {
            Path real = Files.createDirectories(wanted).toRealPath();
            refuseUnwatchable(real);
            for (String name : new String[] {"deploy", "config", "data", "log"}) {
                Files.createDirectories(real.resolve(name));
            }
            createPrivate(real.resolve("secrets"));
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

    private static void refuseUnwatchable(Path real) {
        String text = real.toString();
        if (text.contains(",") || text.contains("${")) {
            throw new StartException(
                    "'" + real
                            + "' cannot be a home: its path contains ',' or '${', which File Install does not understand; choose another directory");
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        if (Files.exists(directory)) {
            return;
        }
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
    }
}
