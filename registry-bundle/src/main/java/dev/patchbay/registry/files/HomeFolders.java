package dev.patchbay.registry.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/** Where things lie, in the one spelling that FileInstall uses as well: the folder's real path, the file's own name. */
public final class HomeFolders {
    private static final String HOME = "patchbay.home";

    private HomeFolders() {}

    /** Empty in a foreign framework, where there is no home. */
    public static Optional<Path> home(BundleContext context) {
        return Optional.ofNullable(context.getProperty(HOME)).map(Path::of);
    }

    static Optional<Path> config(BundleContext context) {
        return home(context).map(home -> real(home.resolve("config")));
    }

    /** A file itself may be a symbolic link, and keeps its name then. */
    static Path located(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return real(absolute.getParent()).resolve(absolute.getFileName());
    }

    public static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }
}
