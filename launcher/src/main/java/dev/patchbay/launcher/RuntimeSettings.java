package dev.patchbay.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What holds for the whole runtime: {@code config/patchbay.cfg}, read once before anything starts. An environment variable
 * beats the file, and what the host says beats both.
 */
final class RuntimeSettings {
    /** In config/, but no configuration of an instance. */
    static final String FILE = "patchbay.cfg";

    private static final List<Setting> KNOWN =
            List.of(new Setting("trust.policy", "PATCHBAY_TRUST_POLICY", "any", List.of("any", "signed")));

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private RuntimeSettings() {}

    /**
     * @param host properties that the host has set; others than ours among them are not looked at
     * @throws StartException that names every problem
     */
    static RuntimeSettings read(Home home, Map<String, String> environment, Map<String, String> host) {
        RuntimeSettings settings = look(home, environment, host);
        if (!settings.problems.isEmpty()) {
            throw new StartException(
                    "'" + home.path() + "' cannot be started: " + String.join("; ", settings.problems));
        }
        return settings;
    }

    /** The same, with what is wrong as {@link #problems}; what is set wrongly has its standard value. */
    static RuntimeSettings look(Home home, Map<String, String> environment, Map<String, String> host) {
        RuntimeSettings settings = new RuntimeSettings();
        Map<String, String> file = settings.load(home.config().resolve(FILE));
        file.keySet().stream()
                .filter(key -> KNOWN.stream().noneMatch(each -> each.key.equals(key)))
                .forEach(settings::unknown);
        for (Setting known : KNOWN) {
            settings.values.put(known.key, known.standard);
            settings.take(known, file.get(known.key), "config/" + FILE);
            settings.take(known, environment.get(known.variable), "the environment variable " + known.variable);
            settings.take(known, host.get(known.key), "the property that the host has set");
        }
        return settings;
    }

    /** A sentence each. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Each setting that there is, with its value. */
    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** Whether only signed bundles may run. */
    boolean isSigned() {
        return "signed".equals(values.get("trust.policy"));
    }

    private Map<String, String> load(Path file) {
        Map<String, String> found = new TreeMap<>();
        if (!Files.exists(file)) {
            return found;
        }
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
            properties.stringPropertyNames().forEach(key -> found.put(key, properties.getProperty(key)));
        } catch (IOException | IllegalArgumentException e) {
            problems.add("config/" + FILE + " cannot be read (" + e.getMessage()
                    + "); it must be readable for this user, and Java properties in UTF-8");
        }
        return found;
    }

    private void unknown(String key) {
        List<String> keys = KNOWN.stream().map(each -> each.key).toList();
        problems.add("config/" + FILE + ": '" + key + "' is no setting of the runtime; "
                + closest(key, keys)
                        .map(each -> "did you mean '" + each + "'?")
                        .orElse("there is " + String.join(", ", keys)));
    }

    private void take(Setting setting, String value, String origin) {
        if (value == null) {
            return;
        }
        if (!setting.allowed.contains(value.strip())) {
            problems.add(origin + ": '" + setting.key + "' is '" + value + "'; write one of "
                    + String.join(", ", setting.allowed)
                    + closest(value, setting.allowed)
                            .map(each -> " (did you mean '" + each + "'?)")
                            .orElse(""));
        } else {
            values.put(setting.key, value.strip());
        }
    }

    private static Optional<String> closest(String text, List<String> candidates) {
        return candidates.stream().filter(each -> Misspelling.isOf(text, each)).findFirst();
    }

    /**
     * @param variable of the environment, that sets it too
     * @param standard its value if nobody sets it
     */
    private record Setting(String key, String variable, String standard, List<String> allowed) {}
}
