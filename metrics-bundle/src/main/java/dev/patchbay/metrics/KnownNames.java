package dev.patchbay.metrics;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Names that come from foreign code and may stand in a label: those that look like names, and of each owner so many at most.
 * Thread-safe.
 */
final class KnownNames {
    private final Pattern form;
    private final int most;
    private final Map<String, Set<String>> names = new ConcurrentHashMap<>();

    KnownNames(String form, int most) {
        this.form = Pattern.compile(form);
        this.most = most;
    }

    /** The name if it was learned, and otherwise {@link Series#OTHER}. */
    String known(String owner, String name) {
        return names.getOrDefault(owner, Set.of()).contains(name) ? name : Series.OTHER;
    }

    /** The name, learned from now on; {@link Series#OTHER} if it is none, or one too many. */
    String learned(String owner, String name) {
        Set<String> known = names.computeIfAbsent(owner, any -> ConcurrentHashMap.newKeySet());
        if (known.contains(name)) {
            return name;
        }
        if (known.size() >= most || !form.matcher(name).matches()) {
            return Series.OTHER;
        }
        known.add(name);
        return name;
    }

    void forgetIf(Predicate<String> owner) {
        names.keySet().removeIf(owner);
    }
}
