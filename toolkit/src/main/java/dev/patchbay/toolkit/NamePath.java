package dev.patchbay.toolkit;

import dev.patchbay.model.FieldNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * The names that an object of JSON begins with. Which names have followed them is remembered, so that objects that are made
 * alike end at the same path and share its names. Not thread-safe.
 */
final class NamePath {
    /** Longer objects are no records that come by the hundred; finding a name that is there twice takes a look at all. */
    private static final int LONGEST = 100;

    private final NamePath before;
    /** Null for the beginning. */
    private final SerializedString last;

    private final int length;
    /** What followed first; most have no other. */
    private NamePath next;

    private Map<String, NamePath> others = Map.of();
    /** Null until an object has ended here. */
    private FieldNames names;

    private NamePath(NamePath before, SerializedString last, int length) {
        this.before = before;
        this.last = last;
        this.length = length;
    }

    static NamePath empty() {
        return new NamePath(null, null, 0);
    }

    /** The last of its names, as a parser knows it again without taking it apart. */
    SerializableString last() {
        return last;
    }

    /** With the name that followed first; null if none has. */
    NamePath usual() {
        return next;
    }

    /** With a name that is not the usual one, if it has followed before; else null. */
    NamePath other(String name) {
        return others.get(name);
    }

    /** With one name more that has not followed before; null if it is there already, or too many are. */
    NamePath grown(String name) {
        if (length == LONGEST || has(name)) {
            return null;
        }
        NamePath grown = new NamePath(this, new SerializedString(name), length + 1);
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
                all.add(0, each.last.getValue());
            }
            names = FieldNames.of(all);
        }
        return names;
    }

    private boolean has(String name) {
        for (NamePath each = this; each.before != null; each = each.before) {
            if (each.last.getValue().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
