package dev.patchbay.registry.check;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.files.ConfigFolder;
import dev.patchbay.registry.install.DeployFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a home can be worked in, and what lies in it that nobody reads. */
final class HomeFolderCheck {
    /** As the runtime does not see them, for they may be copies under way. */
    private static final Pattern UNFINISHED = Pattern.compile(".*([.]tmp|[.]part|[.]swp|~)");

    private static final String REMEDY = "; rename it, or take it away";
    private static final List<String> WRITTEN = List.of("data", "log");

    private final Path home;

    HomeFolderCheck(Path home) {
        this.home = home;
    }

    /** @return whether there is a home to look into */
    boolean run(Findings findings) {
        if (!Files.isDirectory(home)) {
            findings.problem(Problem.of(
                    "'" + home + "' is no home: there is no such folder; name one with --home DIR, or make it"));
            return false;
        }
        for (String folder : WRITTEN) {
            Path path = Files.exists(home.resolve(folder)) ? home.resolve(folder) : home;
            if (!Files.isDirectory(path) || !Files.isWritable(path)) {
                findings.problem(Problem.of(
                        "'" + path + "' cannot be written; let the user that the runtime runs as" + " write there"));
            }
        }
        for (Path file : list(home.resolve("deploy"), findings)) {
            warn(file, unfinished(file), findings);
        }
        for (Path file : list(home.resolve("config"), findings)) {
            if (name(file).endsWith(".jar")) {
                findings.problem(DeployFolder.misplaced(file).at(name(file), 0));
            } else {
                warn(file, unfinished(file).or(() -> unread(file)), findings);
            }
        }
        return true;
    }

    /** Warns of files that are named as if they defined an instance, but for the first word, and configure a component. */
    void warnOfNamesakes(Set<String> types, Findings findings) {
        for (Path file : list(home.resolve("config"), findings)) {
            String type = name(file).replaceFirst("[~@].*|\\.cfg$", "");
            if (types.contains(type) && name(file).endsWith(".cfg")) {
                findings.warning(
                        Problem.of("configures a component '" + type + "', and no instance of the connector type '"
                                        + type + "'; if that is meant, rename it to connector." + name(file))
                                .at(name(file), 0));
            }
        }
    }

    /** Without those that are hidden, which are nobody's business. */
    static List<Path> list(Path folder, Findings findings) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            findings.problem(Problem.of("'" + folder + "' cannot be listed (" + e
                    + "); let the user that the runtime runs" + " as read it"));
            return List.of();
        }
    }

    static boolean isUnfinished(Path file) {
        return UNFINISHED.matcher(name(file)).matches();
    }

    private static Optional<String> unfinished(Path file) {
        return isUnfinished(file)
                ? Optional.of("its name says that it is being written; delete it if nobody writes it any more")
                : Optional.empty();
    }

    private static Optional<String> unread(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        // People explain their folders.
        if (name.endsWith(".cfg")
                || name.endsWith(".config")
                || ConfigFolder.reads(name)
                || name.startsWith("readme")) {
            return Optional.empty();
        }
        return Optional.of("it is no .cfg and no .yaml" + REMEDY);
    }

    private static void warn(Path file, Optional<String> reason, Findings findings) {
        reason.map(why -> Problem.of("is not read: " + why).at(name(file), 0)).ifPresent(findings::warning);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
