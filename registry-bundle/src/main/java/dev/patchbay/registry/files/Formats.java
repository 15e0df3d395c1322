package dev.patchbay.registry.files;

import dev.patchbay.registry.format.FileContent;
import dev.patchbay.registry.format.FileFormat;
import dev.patchbay.registry.yaml.YamlFormat;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The formats of configuration files that there are. */
final class Formats {
    private final List<FileFormat> formats;

    /** @param environment the variables that files may fill their values from */
    Formats(Function<String, Optional<String>> environment) {
        this.formats = List.of(new CfgFormat(), new YamlFormat(environment));
    }

    /** Whether a file of this name, without its folder, is one of ours. */
    boolean take(String fileName) {
        return format(fileName).isPresent();
    }

    /**
     * Reads a file; one of no format has nothing in it.
     *
     * @throws NoSuchFileException if there is none
     */
    FileContent read(Path file) throws NoSuchFileException {
        Optional<FileFormat> format = format(file.getFileName().toString());
        return format.isPresent() ? format.get().read(file) : FileContent.EMPTY;
    }

    private Optional<FileFormat> format(String fileName) {
        return formats.stream().filter(each -> each.takes(fileName)).findFirst();
    }
}
