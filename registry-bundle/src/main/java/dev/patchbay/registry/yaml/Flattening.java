package dev.patchbay.registry.yaml;

import dev.patchbay.registry.format.SettingKey;
import dev.patchbay.registry.yaml.YamlNode.Block;
import dev.patchbay.registry.yaml.YamlNode.Entry;
import dev.patchbay.registry.yaml.YamlNode.Fault;
import dev.patchbay.registry.yaml.YamlNode.Items;
import dev.patchbay.registry.yaml.YamlNode.Text;
import java.util.Optional;
import java.util.Set;

/** Turns a mapping of settings into a flat block: keys of mappings in mappings are joined with dots. */
final class Flattening {
    private final FlatBlock target;
    private final Findings findings;
    private final Set<String> reserved;

    private Flattening(FlatBlock target, Set<String> reserved) {
        this.target = target;
        this.findings = target.findings();
        this.reserved = reserved;
    }

    /** @param reserved the keys of the mapping itself that are no settings */
    static FlatBlock of(Block block, Set<String> reserved, Findings findings) {
        FlatBlock target = new FlatBlock(findings);
        new Flattening(target, reserved).add("", block);
        return target;
    }

    private void add(String prefix, Block block) {
        block.faults().forEach(findings::add);
        block.entries().forEach((key, entry) -> {
            if (!prefix.isEmpty() || !reserved.contains(key)) {
                addUnlessNull(prefix, key, entry);
            }
        });
    }

    /** A key without a value below another may be the value of that: a password in braces. */
    private void addUnlessNull(String prefix, String key, Entry entry) {
        if (!prefix.isEmpty() && entry.value() instanceof Text text && text.isNull()) {
            String outer = prefix.substring(0, prefix.length() - 1);
            findings.add(
                    entry.key().at(),
                    outer,
                    "'" + outer
                            + "' has a key without a value; give it one, write \"\" for an empty text, or put all of '"
                            + outer + "' in quotes if it is a text");
        } else {
            add(prefix + key, entry);
        }
    }

    private void add(String key, Entry entry) {
        Optional<String> fault = SettingKey.fault(key);
        if (fault.isPresent()) {
            findings.add(entry.key().at(), fault.get());
        } else if (entry.value() instanceof Block block) {
            add(key + '.', block);
        } else if (entry.value() instanceof Fault wrong) {
            findings.add(wrong.at(), key, "'" + key + "' " + wrong.message());
        } else {
            addValue(key, entry);
        }
    }

    /** The same few keys stand in many files, and stay in memory as long as their values. */
    private void addValue(String key, Entry entry) {
        String wrong = "";
        if (entry.value() instanceof Text text && text.isNull()) {
            wrong = "has no value; give it one, write \"\" for an empty text, or remove it";
        } else if (entry.value() instanceof Items items
                && !items.items().stream().allMatch(Flattening::isValue)) {
            wrong = "is a list of something else than values; write values";
        }
        if (!wrong.isEmpty()) {
            findings.add(entry.key().at(), key, "'" + key + "' " + wrong);
        } else if (!target.add(
                new FlatBlock.Setting(key.intern(), entry.value(), entry.key().at()))) {
            findings.add(entry.key().at(), key, "sets '" + key + "' a second time; keep one of them");
        }
    }

    private static boolean isValue(YamlNode node) {
        return node instanceof Text text && !text.isNull();
    }
}
