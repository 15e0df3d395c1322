package dev.patchbay.registry.yaml;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Settings under keys with dots, the last of each key, and what is wrong with those that could not be read. */
final class FlatBlock {
    private static final int MOST = 1000;

    /** By key in lower case, for ConfigAdmin knows no difference. */
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private final Findings findings;

    /** @param value a text, or a list of texts */
    record Setting(String key, YamlNode value, Position at) {}

    FlatBlock(Findings findings) {
        this.findings = findings;
    }

    /** @return whether the key was not there */
    boolean add(Setting setting) {
        if (settings.size() >= MOST && !settings.containsKey(lower(setting))) {
            findings.add(setting.at(), "has more than " + MOST + " settings; is this a configuration?");
            return true;
        }
        return settings.put(lower(setting), setting) == null;
    }

    /** What another one says counts from now on, where both say something. */
    void addAll(FlatBlock other) {
        other.settings.values().forEach(this::add);
        findings.addAll(other.problems());
    }

    Iterable<Setting> settings() {
        return settings.values();
    }

    Findings findings() {
        return findings;
    }

    List<Problem> problems() {
        return findings.list();
    }

    private static String lower(Setting setting) {
        return setting.key().toLowerCase(Locale.ROOT);
    }
}
