package dev.patchbay.registry.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/** Where things lie, in one spelling: the folder's real path, the file's own name. */
public final class HomeFolders {
    private static final String HOME = "patchbay.home";
    private static final String DRY = "patchbay.dry";

    /** Where a container finds secrets, unless this says otherwise. */
    private static final String RUN_SECRETS = "patchbay.run.secrets";

    private HomeFolders() {}

    /** Empty in a foreign framework, where there is no home. */
    public static Optional<Path> home(BundleContext context) {
        return Optional.ofNullable(context.getProperty(HOME)).map(Path::of);
    }

    /** The folder in which a container finds secrets, which need not be there. */
    public static Path runSecrets(BundleContext context) {
        String named = context.getProperty(RUN_SECRETS);
        return Path.of(named == null ? "/run/secrets" : named);
    }

    /** The real path of a folder of the home; empty in a foreign framework. */
    public static Optional<Path> folder(BundleContext context, String name) {
        return home(context).map(home -> real(home.resolve(name)));
    }

    static Optional<Path> config(BundleContext context) {
        return folder(context, "config");
    }

    /** Null where there is no home, and in a dry framework, where nobody is to act on files. */
    static WatchedFolders watched(BundleContext context, FileProblems problems) {
        return isDry(context)
                ? null
                : home(context)
                        .map(home -> new WatchedFolders(home, runSecrets(context), problems))
                        .orElse(null);
    }

    /** Whether nothing is run, only looked at. */
    public static boolean isDry(BundleContext context) {
        return Boolean.parseBoolean(context.getProperty(DRY));
    }

    /** A file of the runtime's own; in the bundle's storage where there is no home, or it must not be written to. */
    public static Path data(BundleContext context, String name) {
        return home(context)
                .filter(home -> !isDry(context))
                .map(home -> home.resolve("data").resolve(name))
                .orElseGet(() -> context.getDataFile(name).toPath());
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
