package dev.patchbay.registry.yaml;

import dev.patchbay.registry.yaml.YamlNode.Block;
import dev.patchbay.registry.yaml.YamlNode.Fault;
import dev.patchbay.registry.yaml.YamlNode.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What {@code variables} define, for the whole file or for one tenant over that. */
final class FileVariables {
    static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    static final String TYPE = "TYPE";
    static final String INSTANCE = "NAME";
    static final String TENANT = "TENANT";
    private static final Set<String> BUILT_IN = Set.of(TYPE, INSTANCE, TENANT);

    private final FileVariables outer;
    private final Map<String, Text> texts = new HashMap<>();

    /** @param outer null if there are none around */
    private FileVariables(FileVariables outer) {
        this.outer = outer;
    }

    static FileVariables none() {
        return new FileVariables(null);
    }

    /** These, with those of a section over them. */
    FileVariables with(Block section, Findings findings) {
        FileVariables inner = new FileVariables(this);
        section.entries().forEach((name, entry) -> {
            if (!NAME.matcher(name).matches()) {
                findings.add(entry.key().at(), "has a variable that cannot be named so; use A-Z, a-z, 0-9 and '_'");
            } else if (BUILT_IN.contains(name)) {
                findings.add(
                        entry.key().at(),
                        "defines '" + name + "', which every instance has of itself; give it another name");
            } else if (entry.value() instanceof Text text && !text.isNull()) {
                inner.texts.put(name, text);
            } else if (entry.value() instanceof Fault fault) {
                findings.add(fault);
            } else {
                findings.add(entry.key().at(), "'" + name + "' is no text; write one, \"\" for an empty one");
            }
        });
        return inner;
    }

    Optional<Text> find(String name) {
        Text text = texts.get(name);
        return text == null && outer != null ? outer.find(name) : Optional.ofNullable(text);
    }

    Set<String> names() {
        Set<String> names = outer == null ? new TreeSet<>(BUILT_IN) : outer.names();
        names.addAll(texts.keySet());
        return names;
    }
}
