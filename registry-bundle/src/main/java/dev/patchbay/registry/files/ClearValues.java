package dev.patchbay.registry.files;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.config.SourceFiles;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/**
 * The values that stand in .cfg files in clear and that ConfigAdmin must not have; in memory, as they were when the file
 * was last read by the installer, so that nobody sees a file that is just being written.
 */
@Component(
        service = {ClearValues.class, SourceFiles.class},
        immediate = true)
public final class ClearValues implements SourceFiles {
    private final Map<Path, Map<String, Secret>> byFile = new ConcurrentHashMap<>();

    @Override
    public Map<String, Integer> lines(Path file, InstanceId id) {
        try {
            return CfgFile.read(file).lines();
        } catch (NoSuchFileException e) {
            return Map.of();
        }
    }

    /** Before the installer has come to a file, for configurations kept from an earlier run, it is read here. */
    @Override
    public Optional<String> value(Path file, InstanceId id, String key) {
        Map<String, Secret> values = byFile.get(file);
        if (values == null) {
            Map<String, Secret> read = read(file);
            Map<String, Secret> earlier = read.isEmpty() ? null : byFile.putIfAbsent(file, read);
            values = earlier == null ? read : earlier;
        }
        return Optional.ofNullable(values.get(key)).map(Secret::reveal);
    }

    /**
     * Keeps the values of a file in place of those known before: all of them, because somebody may just be reading the
     * definition of before, in which others were hidden.
     *
     * @return whether a hidden one had another value before, which nobody can see in ConfigAdmin
     */
    boolean replace(Path file, Map<String, String> values, Set<String> hidden) {
        Map<String, Secret> now = secrets(values);
        Map<String, Secret> before = byFile.put(file, now);
        return before != null
                && hidden.stream()
                        .anyMatch(key ->
                                before.containsKey(key) && !before.get(key).equals(now.get(key)));
    }

    void forget(Path file) {
        byFile.remove(file);
    }

    private static Map<String, Secret> read(Path file) {
        try {
            return secrets(CfgFile.read(file).values());
        } catch (NoSuchFileException e) {
            return Map.of();
        }
    }

    private static Map<String, Secret> secrets(Map<String, String> values) {
        Map<String, Secret> secrets = new HashMap<>();
        values.forEach((key, value) -> secrets.put(key, Secret.of(value)));
        return Map.copyOf(secrets);
    }
}
