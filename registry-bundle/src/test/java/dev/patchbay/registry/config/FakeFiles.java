package dev.patchbay.registry.config;

import dev.patchbay.model.InstanceId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Source files in memory: every key stands in the line that its test gave it. */
final class FakeFiles implements SourceFiles {
    final Map<String, Integer> lines = new HashMap<>();
    final Map<String, String> values = new HashMap<>();
    int timesRead;

    @Override
    public Map<String, Position> positions(Path file, InstanceId id) {
        timesRead++;
        Map<String, Position> positions = new HashMap<>();
        lines.forEach((key, line) -> positions.put(key, Position.ofLine(line)));
        return positions;
    }

    @Override
    public Optional<String> value(Path file, InstanceId id, String key) {
        return Optional.ofNullable(values.get(key));
    }
}
