package dev.patchbay.registry.yaml;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.format.FileContent;
import dev.patchbay.registry.format.FileFormat;
import dev.patchbay.registry.format.TextFile;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Files of many instances. The parser's classes are loaded when the first of them is read. */
public final class YamlFormat implements FileFormat {
    private static final int LARGEST = 32;

    private final Function<String, Optional<String>> environment;

    /** @param environment what {@code ${NAME}} means where the file has no variable of that name */
    public YamlFormat(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** Hidden files are not ours: editors and Kubernetes keep theirs so. */
    @Override
    public boolean takes(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".");
    }

    @Override
    public FileContent read(Path file) throws NoSuchFileException {
        String name = file.getFileName().toString();
        TextFile text = TextFile.read(file, LARGEST);
        if (text.problem().isPresent()) {
            return FileContent.broken(text.problem().get());
        }
        if (name.contains("]") || name.chars().anyMatch(Character::isISOControl)) {
            return FileContent.broken(Problem.of("has a name that nothing can refer to; rename it, without ']'")
                    .at(name, 0));
        }
        return read(name, text.text().orElse(""));
    }

    FileContent read(String name, String text) {
        if (text.isBlank()) {
            return FileContent.broken(Problem.of("is empty; write its instances, or delete it to remove them")
                    .at(name, 0));
        }
        try {
            Optional<YamlNode> root = YamlTree.read(text);
            return root.isEmpty() ? FileContent.EMPTY : new YamlDocument(name, environment).read(root.get());
        } catch (BrokenYamlException e) {
            return FileContent.broken(e.at().place(Problem.of(e.getMessage()), name));
        }
    }
}
