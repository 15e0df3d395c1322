package dev.patchbay.registry.yaml;

import dev.patchbay.registry.config.Position;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A part of a YAML document, with its place. Where an alias stands, the part that it means stands itself. */
sealed interface YamlNode {
    Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    Position at();

    /** Of how many parts it consists, with what aliases mean counted each time. */
    long size();

    /** A scalar, as it was written. */
    record Text(String value, boolean plain, Position at) implements YamlNode {
        boolean isNull() {
            return plain && NOTHING.contains(value);
        }

        @Override
        public long size() {
            return 1;
        }
    }

    /** A sequence. */
    record Items(List<YamlNode> items, long size, Position at) implements YamlNode {}

    /** A mapping; {@code faults} are what was wrong with keys that are not among the entries. */
    record Block(Map<String, Entry> entries, List<Fault> faults, long size, Position at) implements YamlNode {}

    /** One key of a mapping with its value. */
    record Entry(Text key, YamlNode value) {}

    /** What could not be understood, and why; reported where somebody would need it. */
    record Fault(String message, Position at) implements YamlNode {
        @Override
        public long size() {
            return 1;
        }
    }
}
