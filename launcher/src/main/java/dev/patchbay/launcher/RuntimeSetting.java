package dev.patchbay.launcher;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A setting of the runtime that there is.
 *
 * @param key in config/patchbay.cfg, and the framework property; one that ends with a dot stands for all that go on from it
 * @param variable of the environment that sets it too; empty text if none does
 * @param standard its value if nobody sets it; empty text if it is unset then
 * @param allowed the values to choose from; empty if it takes others
 * @param pattern that other values must match
 * @param form how such a value is written, after "write"
 * @param keys by which it is set
 */
record RuntimeSetting(
        String key,
        String variable,
        String standard,
        List<String> allowed,
        Pattern pattern,
        String form,
        Pattern keys) {
    private static final Pattern DURATION = Pattern.compile("[1-9]\\d{0,8}(ms|s|m|h)");
    private static final Pattern ANYTHING = Pattern.compile(".*\\S.*", Pattern.DOTALL);

    /** One key. */
    private RuntimeSetting(String key, String standard, List<String> allowed, Pattern pattern, String form) {
        this(key, variableOf(key), standard, allowed, pattern, form, Pattern.compile(Pattern.quote(key)));
    }

    /** One of several words, the first of which is the standard. */
    static RuntimeSetting choice(String key, String... allowed) {
        return new RuntimeSetting(key, allowed[0], List.of(allowed), ANYTHING, "");
    }

    static RuntimeSetting duration(String key, String standard) {
        return new RuntimeSetting(key, standard, List.of(), DURATION, "for example 500ms, 2s or 1m");
    }

    /** Any text; unset unless somebody sets it. */
    static RuntimeSetting text(String key) {
        return new RuntimeSetting(key, "", List.of(), ANYTHING, "a value, or leave it out");
    }

    /**
     * Keys that begin alike; only the file and the host set them.
     *
     * @param members what they go on with
     */
    static RuntimeSetting family(String prefix, String members) {
        return family(prefix, members, ANYTHING, "a value, or leave it out");
    }

    /** The same, of values that match a pattern. */
    static RuntimeSetting family(String prefix, String members, Pattern pattern, String form) {
        Pattern keys = Pattern.compile(Pattern.quote(prefix) + "(?:" + members + ")");
        return new RuntimeSetting(prefix, "", "", List.of(), pattern, form, keys);
    }

    boolean isFamily() {
        return key.endsWith(".");
    }

    /** Whether it is meant by a key that somebody wrote. */
    boolean isMeantBy(String written) {
        return keys.matcher(written).matches();
    }

    /** What is wrong with a value; goes on after the value. */
    Optional<String> fault(String value) {
        if (!allowed.isEmpty()) {
            return allowed.contains(value)
                    ? Optional.empty()
                    : Optional.of("write one of " + String.join(", ", allowed)
                            + Misspelling.of(value, allowed)
                                    .map(each -> " (did you mean '" + each + "'?)")
                                    .orElse(""));
        }
        return pattern.matcher(value).matches() ? Optional.empty() : Optional.of("write " + form);
    }

    private static String variableOf(String key) {
        return "PATCHBAY_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
