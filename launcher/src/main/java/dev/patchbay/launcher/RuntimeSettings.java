package dev.patchbay.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What holds for the whole runtime: {@code config/patchbay.cfg}, read once before anything starts. An environment variable
 * beats the file, and what the host says beats both.
 */
final class RuntimeSettings {
    /** In config/, but no configuration of an instance. */
    static final String FILE = "patchbay.cfg";

    private static final List<RuntimeSetting> KNOWN = List.of(
            RuntimeSetting.choice("trust.policy", "any", "signed"),
            RuntimeSetting.choice("secrets.policy", "any", "references-only"),
            RuntimeSetting.duration("secrets.refresh", "1500ms"),
            RuntimeSetting.text("keystore.file"),
            CommandSettings.PROGRAM,
            CommandSettings.DURATIONS,
            CommandSettings.ENVIRONMENT,
            RuntimeSetting.family(
                    "vault.",
                    "addr|namespace|cacert|mount|token\\.file|auth|auth\\.mount|role|role\\.id|role\\.id\\.file"
                            + "|secret\\.id\\.file|jwt\\.file"));

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
                .filter(key -> KNOWN.stream().noneMatch(each -> each.isMeantBy(key)))
                .forEach(settings::unknown);
        for (RuntimeSetting known : KNOWN) {
            if (!known.standard().isEmpty()) {
                settings.values.put(known.key(), known.standard());
            }
            settings.takeAll(known, file, "config/" + FILE);
            settings.take(
                    known,
                    known.key(),
                    environment.get(known.variable()),
                    "the environment variable " + known.variable());
            settings.takeAll(known, host, "the property that the host has set");
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
        List<String> keys = KNOWN.stream()
                .map(each -> each.isFamily() ? each.key() + "NAME" : each.key())
                .distinct()
                .toList();
        problems.add("config/" + FILE + ": '" + key + "' is no setting of the runtime; "
                + Misspelling.of(key, keys)
                        .map(each -> "did you mean '" + each + "'?")
                        .orElse("there is " + String.join(", ", keys)));
    }

    private void takeAll(RuntimeSetting known, Map<String, String> written, String origin) {
        written.keySet().stream()
                .filter(known::isMeantBy)
                .sorted()
                .forEach(key -> take(known, key, written.get(key), origin));
    }

    /** The first word; of a command the others may be anything, also a secret. */
    private static String shown(String value) {
        return value.strip().replaceFirst("(?s)\\s.*", " ...");
    }

    private void take(RuntimeSetting known, String key, String value, String origin) {
        if (value == null) {
            return;
        }
        known.fault(value.strip())
                .ifPresentOrElse(
                        fault -> problems.add(origin + ": '" + key + "' is '" + shown(value) + "'; " + fault),
                        () -> values.put(key, value.strip()));
    }
}
