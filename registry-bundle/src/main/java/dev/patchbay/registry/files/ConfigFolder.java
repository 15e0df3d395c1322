package dev.patchbay.registry.files;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Definition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the files of config/ all at once, as the installer would one by one, and tells nobody of them. */
public final class ConfigFolder {
    private final Path folder;
    private final CfgReader reader;

    /** @param clearValues keeps what stands in the files, as it does for the installer */
    public ConfigFolder(Path folder, ClearValues clearValues) {
        this.folder = HomeFolders.real(folder);
        // No type is known when the files are read at a start.
        this.reader = new CfgReader(type -> Optional.empty(), clearValues);
    }

    /**
     * What the files say.
     *
     * @param definitions sorted by id
     * @param problems of files that make no instance
     */
    public record Content(List<Definition> definitions, List<Problem> problems) {
        public static final Content EMPTY = new Content(List.of(), List.of());

        public Content {
            definitions = List.copyOf(definitions);
            problems = List.copyOf(problems);
        }
    }

    /** @throws IOException if the folder cannot be listed */
    public Content read() throws IOException {
        Map<InstanceId, Definition> definitions = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : list(folder)) {
            CfgFileName name = CfgFileName.parse(file.getFileName().toString());
            Optional<InstanceId> id = name.id();
            if (id.isEmpty()) {
                name.problem().ifPresent(problems::add);
            } else if (definitions.containsKey(id.get())) {
                String source = definitions.get(id.get()).source();
                problems.add(
                        CfgFileName.rival(name, source).at(file.getFileName().toString(), 0));
            } else {
                read(id.get(), file, definitions, problems);
            }
        }
        return new Content(List.copyOf(definitions.values()), problems);
    }

    private void read(InstanceId id, Path file, Map<InstanceId, Definition> definitions, List<Problem> problems) {
        try {
            definitions.put(id, reader.read(id, file, Optional.empty()));
        } catch (NoSuchFileException gone) {
            // Deleted since the folder was listed.
        } catch (UncheckedIOException e) {
            problems.add(Problem.of("cannot be read: " + e.getMessage() + "; see to that")
                    .at(file.getFileName().toString(), 0));
        }
    }

    /**
     * The files of ours that lie in another folder, where nobody reads them.
     *
     * @throws IOException if that folder cannot be listed
     */
    public List<Problem> strays(Path other) throws IOException {
        return list(other).stream()
                .map(file -> CfgFileName.misplaced(file, folder))
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> CfgFileName.isOurs(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
