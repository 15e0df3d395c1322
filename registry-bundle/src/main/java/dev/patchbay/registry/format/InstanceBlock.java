package dev.patchbay.registry.format;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Position;
import java.util.List;
import java.util.Map;

/**
 * The part of a file that defines one instance. Its values may be secrets.
 *
 * @param values texts and lists of texts, by key
 * @param positions where each key stands, and under {@link dev.patchbay.registry.config.SourceFiles#INSTANCE} the instance
 * @param filled the keys of values that environment variables were put into, with the name of one of those
 * @param problems with their place; beside them stands what could be read all the same
 */
public record InstanceBlock(
        InstanceId id,
        Map<String, Object> values,
        Map<String, Position> positions,
        Map<String, String> filled,
        List<Problem> problems) {
    public InstanceBlock {
        values = Map.copyOf(values);
        positions = Map.copyOf(positions);
        filled = Map.copyOf(filled);
        problems = List.copyOf(problems);
    }

    /** Without the values, which may be secrets. */
    @Override
    public String toString() {
        return "block of " + id;
    }
}
