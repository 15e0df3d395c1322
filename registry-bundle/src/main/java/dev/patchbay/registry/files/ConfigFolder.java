package dev.patchbay.registry.files;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.format.FileContent;
import dev.patchbay.registry.format.InstanceBlock;
import java.io.IOException;
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
    private final Formats formats;
    private final BlockReader reader;

    /** @param clearValues keeps what stands in the files, as it does for the installer */
    public ConfigFolder(Path folder, ClearValues clearValues) {
        this.folder = HomeFolders.real(folder);
        this.formats = clearValues.formats();
        // No type is known when the files are read at a start.
        this.reader = new BlockReader(type -> Optional.empty(), clearValues);
    }

    /**
     * What the files say.
     *
     * @param definitions sorted by id
     * @param problems of files, beside those of their instances
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
            try {
                FileContent content = formats.read(file);
                problems.addAll(content.problems());
                content.blocks().forEach(block -> add(file, block, definitions, problems));
            } catch (NoSuchFileException gone) {
                // Deleted since the folder was listed.
            }
        }
        return new Content(List.copyOf(definitions.values()), problems);
    }

    /** Whether a file of this name, without its folder, is read as configuration. */
    public static boolean reads(String fileName) {
        return new Formats(name -> Optional.empty()).take(fileName);
    }

    private void add(Path file, InstanceBlock block, Map<InstanceId, Definition> definitions, List<Problem> problems) {
        Definition first = definitions.get(block.id());
        if (first == null) {
            definitions.put(block.id(), reader.read(block, file, Optional.empty()));
        } else {
            problems.add(InstanceOwners.rival(file, block, first.source()));
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

    private List<Path> list(Path other) throws IOException {
        if (!Files.isDirectory(other)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(other)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> formats.take(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
