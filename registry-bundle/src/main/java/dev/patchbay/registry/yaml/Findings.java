package dev.patchbay.registry.yaml;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Position;
import dev.patchbay.registry.yaml.YamlNode.Block;
import dev.patchbay.registry.yaml.YamlNode.Entry;
import dev.patchbay.registry.yaml.YamlNode.Fault;
import dev.patchbay.registry.yaml.YamlNode.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Problems of one file, or of one part of it, each told once. */
final class Findings {
    private final String file;
    private final Map<String, Problem> problems = new LinkedHashMap<>();

    Findings(String file) {
        this.file = file;
    }

    /** Others of the same file. */
    Findings another() {
        return new Findings(file);
    }

    void add(Position at, String message) {
        add(at.place(Problem.of(message), file));
    }

    void add(Position at, String key, String message) {
        add(at.place(Problem.ofKey(key, message), file));
    }

    void add(Fault fault) {
        add(fault.at(), fault.message());
    }

    void addAll(Collection<Problem> others) {
        others.forEach(this::add);
    }

    List<Problem> list() {
        return List.copyOf(problems.values());
    }

    /** A value as a mapping of settings, of which there may be none. What is wrong with its keys is not told. */
    Optional<Block> settings(Entry entry, String remedy) {
        return entry.value() instanceof Text text && text.isNull()
                ? Optional.of(new Block(Map.of(), List.of(), 1, text.at()))
                : mapping(entry, remedy);
    }

    /** A value as a mapping, with what is wrong with its keys told; told too if it is none. */
    Optional<Block> block(Entry entry, String remedy) {
        return withFaults(mapping(entry, remedy));
    }

    /** The same of what stands under no key. */
    Optional<Block> block(YamlNode node, String remedy) {
        return withFaults(mapping(node, "it", node.at(), remedy));
    }

    private Optional<Block> mapping(Entry entry, String remedy) {
        return mapping(
                entry.value(), "'" + entry.key().value() + "'", entry.key().at(), remedy);
    }

    private Optional<Block> withFaults(Optional<Block> block) {
        block.ifPresent(each -> each.faults().forEach(this::add));
        return block;
    }

    private Optional<Block> mapping(YamlNode node, String subject, Position at, String remedy) {
        if (node instanceof Block block) {
            return Optional.of(block);
        }
        if (node instanceof Fault fault) {
            add(fault);
        } else {
            add(at, subject + " has no keys; " + remedy);
        }
        return Optional.empty();
    }

    private void add(Problem problem) {
        problems.putIfAbsent(problem.toString(), problem);
    }
}
