package dev.patchbay.registry.config;

import dev.patchbay.model.InstanceId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The files as they were when settings were checked. A value in them belongs to the other values beside it: settings that
 * serve on must not take one from a file that has become another, or a password meets an address that it was not meant
 * for.
 */
final class FilesAtCheck implements SourceFiles {
    private final SourceFiles now;
    private final Map<String, String> values;

    private FilesAtCheck(SourceFiles now, Map<String, String> values) {
        this.now = now;
        this.values = values;
    }

    /** @param values of the one instance, by key, as written */
    static SourceFiles of(SourceFiles files, Map<String, String> values) {
        SourceFiles now = files instanceof FilesAtCheck earlier ? earlier.now : files;
        return new FilesAtCheck(now, Map.copyOf(values));
    }

    /** Where things stand is asked to show it, and shown of what is there. */
    @Override
    public Map<String, Position> positions(Path file, InstanceId id) {
        return now.positions(file, id);
    }

    @Override
    public Optional<String> value(Path file, InstanceId id, String key) {
        return Optional.ofNullable(values.get(key)).or(() -> now.value(file, id, key));
    }
}
