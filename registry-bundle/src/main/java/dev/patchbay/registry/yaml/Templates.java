package dev.patchbay.registry.yaml;

import dev.patchbay.registry.config.ClosestText;
import dev.patchbay.registry.yaml.YamlNode.Block;
import dev.patchbay.registry.yaml.YamlNode.Entry;
import dev.patchbay.registry.yaml.YamlNode.Fault;
import dev.patchbay.registry.yaml.YamlNode.Items;
import dev.patchbay.registry.yaml.YamlNode.Text;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blocks of settings that others extend. What is wrong with one is wrong with all that extend it. */
final class Templates {
    static final String EXTENDS = "extends";
    private static final int DEEPEST = 50;

    private final Map<String, Block> blocks = new HashMap<>();
    private final Map<String, FlatBlock> resolved = new HashMap<>();
    /** Those that are just being resolved, the outermost first. */
    private final Set<String> open = new LinkedHashSet<>();

    private final Findings findings;

    /** @param findings of the file */
    Templates(Findings findings) {
        this.findings = findings;
    }

    /** Takes in the section of a file; what is wrong with templates that nobody extends is told too. */
    void add(Block section) {
        section.entries()
                .forEach((name, entry) -> findings.settings(entry, "write its settings indented below it")
                        .ifPresent(block -> blocks.put(name, block)));
        blocks.keySet().forEach(name -> findings.addAll(resolve(name).problems()));
    }

    /** The settings of a block over those that it extends, of which later ones count more. */
    FlatBlock extended(Block block, Set<String> reserved) {
        FlatBlock own = Flattening.of(block, reserved, findings.another());
        Entry bases = block.entries().get(EXTENDS);
        if (bases == null) {
            return own;
        }
        FlatBlock all = new FlatBlock(findings.another());
        names(bases.value(), all.findings()).forEach(name -> extend(all, name));
        all.addAll(own);
        return all;
    }

    private void extend(FlatBlock target, Text name) {
        if (blocks.containsKey(name.value())) {
            target.addAll(resolve(name.value()));
            return;
        }
        String hint = ClosestText.to(name.value(), blocks.keySet())
                .map(closest -> "did you mean '" + closest + "'?")
                .orElse("write it under 'templates' in this file");
        target.findings().add(name.at(), "extends '" + name.value() + "', which is no template; " + hint);
    }

    private FlatBlock resolve(String name) {
        FlatBlock known = resolved.get(name);
        if (known != null) {
            return known;
        }
        if (!open.add(name) || open.size() > DEEPEST) {
            return endless(name);
        }
        FlatBlock block = extended(blocks.get(name), Set.of(EXTENDS));
        open.remove(name);
        resolved.put(name, block);
        return block;
    }

    private FlatBlock endless(String name) {
        FlatBlock nothing = new FlatBlock(findings.another());
        String way = String.join(" -> ", open) + " -> " + name;
        String message = open.size() > DEEPEST
                ? "extends more than " + DEEPEST + " templates one through the other; use fewer"
                : "the template '" + name + "' extends itself (" + way + "); take one of them out";
        if (open.size() > DEEPEST) {
            open.remove(name);
        }
        nothing.findings().add(blocks.get(name).at(), message);
        return nothing;
    }

    private static List<Text> names(YamlNode node, Findings findings) {
        if (node instanceof Text text && !text.isNull()) {
            return List.of(text);
        }
        if (node instanceof Items items && items.items().stream().allMatch(Text.class::isInstance)) {
            return items.items().stream().map(Text.class::cast).toList();
        }
        if (node instanceof Fault fault) {
            findings.add(fault);
        } else {
            findings.add(node.at(), "'extends' names no template; write the name of one, or a list of names");
        }
        return List.of();
    }
}
