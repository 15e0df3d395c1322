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
 */
record RuntimeSetting(
        String key, String variable, String standard, List<String> allowed, Pattern pattern, String form) {
    private static final Pattern DURATION = Pattern.compile("[1-9]\\d{0,8}(ms|s|m|h)");
    /** What a key of a family goes on with: a name, and what is said of that. */
    private static final Pattern MEMBER = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}(\\.(timeout|keep|environment))?");

    private static final Pattern ANYTHING = Pattern.compile(".*\\S.*", Pattern.DOTALL);

    /** One of several words, the first of which is the standard. */
    static RuntimeSetting choice(String key, String... allowed) {
        return new RuntimeSetting(key, variableOf(key), allowed[0], List.of(allowed), ANYTHING, "");
    }

    static RuntimeSetting duration(String key, String standard) {
        return new RuntimeSetting(key, variableOf(key), standard, List.of(), DURATION, "for example 500ms, 2s or 1m");
    }

    /** Any text; unset unless somebody sets it. */
    static RuntimeSetting text(String key) {
        return new RuntimeSetting(key, variableOf(key), "", List.of(), ANYTHING, "a value, or leave it out");
    }

    /** Any number of keys that begin alike; only the file and the host set them. */
    static RuntimeSetting family(String prefix) {
        return new RuntimeSetting(prefix, "", "", List.of(), ANYTHING, "a value, or leave it out");
    }

    boolean isFamily() {
        return key.endsWith(".");
    }

    /** Whether it is meant by a key that somebody wrote. */
    boolean isMeantBy(String written) {
        return isFamily()
                ? written.startsWith(key)
                        && MEMBER.matcher(written.substring(key.length())).matches()
                : written.equals(key);
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
