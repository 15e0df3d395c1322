package dev.patchbay.registry.files;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.config.ListText;
import dev.patchbay.registry.config.Position;
import dev.patchbay.registry.config.SourceFiles;
import dev.patchbay.registry.environment.Variables;
import dev.patchbay.registry.format.InstanceBlock;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The values that stand in files in clear and that ConfigAdmin must not have; in memory, as they were when the file was
 * last read by the installer, so that nobody sees a file that is just being written.
 */
@Component(
        service = {ClearValues.class, SourceFiles.class},
        immediate = true)
public final class ClearValues implements SourceFiles {
    private final Formats formats;
    private final RecentContent recent;
    private final Map<Place, Map<String, Secret>> kept = new ConcurrentHashMap<>();
    /** Files that were read here, because the installer had not come to them. */
    private final Map<Path, Boolean> readEarly = new ConcurrentHashMap<>();

    /** Several files may define one instance, though only one of them owns it. */
    private record Place(Path file, InstanceId id) {}

    @Activate
    public ClearValues(@Reference Variables variables) {
        this(new Formats(variables::value));
    }

    ClearValues(Formats formats) {
        this.formats = formats;
        this.recent = new RecentContent(formats);
    }

    @Override
    public Map<String, Position> positions(Path file, InstanceId id) {
        return recent.block(file, id).map(InstanceBlock::positions).orElse(Map.of());
    }

    /** Before the installer has come to a file, for configurations kept from an earlier run, it is read here. */
    @Override
    public Optional<String> value(Path file, InstanceId id, String key) {
        Place place = new Place(file, id);
        return Optional.ofNullable(kept.get(place))
                .or(() -> {
                    readEarly.computeIfAbsent(file, this::readEarly);
                    return Optional.ofNullable(kept.get(place));
                })
                .map(values -> values.get(key))
                .map(Secret::reveal);
    }

    /** With which the files are read. */
    Formats formats() {
        return formats;
    }

    /**
     * Keeps the hidden values of an instance in place of those known before, and those that were hidden before, because
     * somebody may just be reading the definition of before.
     *
     * @return whether a hidden one had another value before, which nobody can see in ConfigAdmin
     */
    boolean replace(Path file, InstanceBlock block, Set<String> hidden) {
        Place place = new Place(file, block.id());
        Map<String, Secret> before = kept.getOrDefault(place, Map.of());
        Map<String, Secret> now = new HashMap<>();
        block.values().forEach((key, value) -> {
            if (hidden.contains(key) || before.containsKey(key)) {
                now.put(key, secret(value));
            }
        });
        kept.put(place, Map.copyOf(now));
        return hidden.stream()
                .anyMatch(key -> before.containsKey(key) && !before.get(key).equals(now.get(key)));
    }

    void forget(Path file, InstanceId id) {
        kept.remove(new Place(file, id));
        readEarly.remove(file);
    }

    private boolean readEarly(Path file) {
        try {
            for (InstanceBlock block : formats.read(file).blocks()) {
                Map<String, Secret> secrets = new HashMap<>();
                block.values().forEach((key, value) -> secrets.put(key, secret(value)));
                kept.putIfAbsent(new Place(file, block.id()), Map.copyOf(secrets));
            }
        } catch (NoSuchFileException e) {
            // Then it has no values.
        }
        return true;
    }

    private static Secret secret(Object value) {
        return Secret.of(ListText.of(value));
    }
}
