package dev.patchbay.registry.yaml;

import dev.patchbay.registry.config.Position;
import dev.patchbay.registry.format.SettingKey;
import dev.patchbay.registry.yaml.YamlNode.Block;
import dev.patchbay.registry.yaml.YamlNode.Entry;
import dev.patchbay.registry.yaml.YamlNode.Fault;
import dev.patchbay.registry.yaml.YamlNode.Items;
import dev.patchbay.registry.yaml.YamlNode.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries of a mapping as they are read: each key once, and those of merged mappings ({@code <<}) behind its own. */
final class BlockEntries {
    private static final String MERGE = "<<";

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Block> merged = new ArrayList<>();

    void add(YamlNode key, YamlNode value) {
        if (key instanceof Fault fault) {
            faults.add(fault);
        } else if (!(key instanceof Text text)) {
            faults.add(
                    new Fault("has a key that is no text; write a name, or quote what only looks like YAML", key.at()));
        } else if (text.plain() && text.value().equals(MERGE)) {
            merge(value);
        } else {
            Entry first = entries.putIfAbsent(text.value(), new Entry(text, value));
            if (first != null) {
                String what = isTold(text, value) ? "sets '" + text.value() + "'" : "has this key";
                faults.add(new Fault(
                        what + " a second time, after " + first.key().at() + "; keep one of them", text.at()));
            }
        }
    }

    /** What has no value may be a value itself, as in a password in braces. */
    private static boolean isTold(Text key, YamlNode value) {
        return SettingKey.fault(key.value()).isEmpty() && !(value instanceof Text text && text.isNull());
    }

    Block block(long size, Position at) {
        for (Block each : merged) {
            each.entries().forEach(entries::putIfAbsent);
            faults.addAll(each.faults());
        }
        return new Block(Collections.unmodifiableMap(entries), List.copyOf(faults), size, at);
    }

    private void merge(YamlNode value) {
        if (value instanceof Block block) {
            merged.add(block);
        } else if (value instanceof Items items) {
            items.items().forEach(this::mergeOne);
        } else {
            mergeOne(value);
        }
    }

    private void mergeOne(YamlNode value) {
        if (value instanceof Block block) {
            merged.add(block);
        } else if (value instanceof Fault fault) {
            faults.add(fault);
        } else {
            faults.add(new Fault("has '<<' with something that has no keys; write <<: *name of a mapping", value.at()));
        }
    }
}
