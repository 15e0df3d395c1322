package dev.patchbay.registry.files;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.format.FileContent;
import dev.patchbay.registry.format.FileFormat;
import dev.patchbay.registry.format.InstanceBlock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of one instance each, which their name tells. What is wrong with such a file is wrong with its instance. */
final class CfgFormat implements FileFormat {

    @Override
    public boolean takes(String fileName) {
        return CfgFileName.isOurs(fileName);
    }

    @Override
    public FileContent read(Path file) throws NoSuchFileException {
        CfgFileName name = CfgFileName.parse(file.getFileName().toString());
        Optional<Problem> misnamed = name.problem();
        if (misnamed.isPresent()) {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            return FileContent.broken(misnamed.get());
        }
        CfgFile cfg = CfgFile.read(file);
        InstanceId id = name.id().orElseThrow();
        InstanceBlock block =
                new InstanceBlock(id, Map.copyOf(cfg.values()), cfg.positions(), Map.of(), cfg.problems());
        return new FileContent(List.of(block), List.of());
    }
}
