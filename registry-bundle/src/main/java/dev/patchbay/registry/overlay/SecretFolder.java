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
import java.util.Objects;
import java.util.TreeMap;

/**
 * Files of which each holds one value under its name, as container platforms mount secrets; as they were when they were
 * last read. Not thread-safe.
 */
final class SecretFolder {
    private static final long LARGEST = 1 << 20;

    private final Path folder;
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Problem> problems = new TreeMap<>();

    SecretFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** Reads all files with a name of ours: the others are somebody else's. */
    void readAll() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> OverlayName.isOurs(file.getFileName().toString()))) {
            files.forEach(this::read);
        } catch (NoSuchFileException | NotDirectoryException none) {
            // Outside a container there is none.
        } catch (IOException e) {
            problems.put(
                    "",
                    Problem.of("the folder '" + folder + "' of secrets cannot be read; grant that to the user that the "
                            + "runtime runs as"));
        }
    }

    /**
     * Reads one file again, which may have gone.
     *
     * @return whether it is not as it was
     */
    boolean read(Path file) {
        String name = file.getFileName().toString();
        String value = values.remove(name);
        Problem problem = problems.remove(name);
        take(file, name);
        return !Objects.equals(value, values.get(name))
                || !String.valueOf(problem).equals(String.valueOf(problems.get(name)));
    }

    private void take(Path file, String name) {
        try {
            if (!Files.isRegularFile(file)) {
                return;
            }
            if (Files.size(file) > LARGEST) {
                problems.put(name, Problem.of("secret file '" + file + "' is larger than 1 MiB and is not read"));
                return;
            }
            values.put(name, Files.readString(file).replaceFirst("\\r?\\n\\z", ""));
        } catch (NoSuchFileException gone) {
            // Removed since somebody told of it.
        } catch (IOException e) {
            problems.put(
                    name,
                    Problem.of("secret file '" + file
                            + "' cannot be read; it must be UTF-8 text that the user of the runtime may read"));
        }
    }

    /** By name of the file, without the line end that an editor leaves. */
    Map<String, String> values() {
        return values;
    }

    List<Problem> problems() {
        return new ArrayList<>(problems.values());
    }
}
