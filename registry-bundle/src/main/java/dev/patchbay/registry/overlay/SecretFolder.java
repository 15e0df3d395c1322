package dev.patchbay.registry.overlay;

import dev.patchbay.model.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files of which each holds one value under its name, as container platforms mount secrets. */
final class SecretFolder {
    private static final long LARGEST = 1 << 20;

    private final Map<String, String> values = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private SecretFolder() {}

    /** Only files with a name of ours are read: the others are somebody else's. */
    static SecretFolder read(Path folder) {
        SecretFolder found = new SecretFolder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> OverlayName.isOurs(file.getFileName().toString()))) {
            for (Path file : files) {
                found.add(file);
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            // Outside a container there is none.
        } catch (IOException e) {
            found.problems.add(Problem.of("the folder '" + folder + "' of secrets cannot be read (" + e.getMessage()
                    + "); grant that to the user that the runtime runs as"));
        }
        return found;
    }

    /** By name of the file, without the line end that an editor leaves. */
    Map<String, String> values() {
        return values;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void add(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return;
            }
            if (Files.size(file) > LARGEST) {
                problem(file, "is larger than 1 MiB and is not read");
                return;
            }
            values.put(file.getFileName().toString(), Files.readString(file).replaceFirst("\\r?\\n\\z", ""));
        } catch (NoSuchFileException gone) {
            // Removed since the folder was listed.
        } catch (IOException e) {
            problem(file, "cannot be read; it must be UTF-8 text that the user of the runtime may read");
        }
    }

    private void problem(Path file, String message) {
        problems.add(Problem.of("secret file '" + file + "' " + message));
    }
}
