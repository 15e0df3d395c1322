package dev.patchbay.toolkit;

import dev.patchbay.model.FieldNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that an object of JSON begins with. Which names have followed them is remembered, so that objects that are made
 * alike end at the same path and share its names. Not thread-safe.
 */
final class NamePath {
    /** Longer objects are no records that come by the hundred; finding a name that is there twice takes a look at all. */
    private static final int LONGEST = 100;

    private final NamePath before;
    private final String last;
    private final int length;
    /** What followed first; most have no other. */
    private NamePath next;

    private Map<String, NamePath> others = Map.of();
    /** Null until an object has ended here. */
    private FieldNames names;

    private NamePath(NamePath before, String last, int length) {
        this.before = before;
        this.last = last;
        this.length = length;
    }

    static NamePath empty() {
        return new NamePath(null, null, 0);
    }

    /** With one name more, if that has followed before; else null. */
    NamePath known(String name) {
        if (next == null || name.equals(next.last)) {
            return next;
        }
        return others.get(name);
    }

    /** With one name more that has not followed before; null if it is there already, or too many are. */
    NamePath grown(String name) {
        if (length == LONGEST || has(name)) {
            return null;
        }
        NamePath grown = new NamePath(this, name, length + 1);
        if (next == null) {
            next = grown;
        } else {
            if (others.isEmpty()) {
                others = new HashMap<>();
            }
            others.put(name, grown);
        }
        return grown;
    }

    FieldNames names() {
        if (names == null) {
            List<String> all = new ArrayList<>(length);
            for (NamePath each = this; each.before != null; each = each.before) {
                all.add(0, each.last);
            }
            names = FieldNames.of(all);
        }
        return names;
    }

    private boolean has(String name) {
        for (NamePath each = this; each.before != null; each = each.before) {
            if (each.last.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
