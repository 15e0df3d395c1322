package dev.patchbay.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of fields in their order, for whoever makes many records that have the same: rows of a table, things of a list.
 * Such records share their names, and each has nothing of its own but its values. Immutable.
 *
 * <pre>{@code
 * FieldNames columns = FieldNames.of(List.of("id", "name"));
 * ConnectorRecord.of("customers", columns.with(7, "Ada"));
 * }</pre>
 */
public final class FieldNames {
    /** A table of bytes holds the positions of so many. */
    private static final int FEW = 100;

    private final String[] names;
    /** Positions from 1 on, each where the hash of its name points or behind; 0 for none. Empty for many names. */
    private final byte[] table;
    /** Empty for few. Withstands names that were chosen to have the same hash. */
    private final Map<String, Integer> positions;

    private FieldNames(String[] names) {
        this.names = names;
        this.table = names.length > FEW ? new byte[0] : new byte[Math.max(1, Integer.highestOneBit(names.length) * 4)];
        this.positions = names.length > FEW ? new HashMap<>(names.length * 2) : Map.of();
        for (int position = 0; position < names.length; position++) {
            note(position);
        }
    }

    /** @throws IllegalArgumentException if a name is there twice */
    public static FieldNames of(List<String> names) {
        return new FieldNames(names.toArray(String[]::new));
    }

    public int size() {
        return names.length;
    }

    /**
     * These names with values: a map in their order that nobody can change, nor the lists and maps in it. A record takes it
     * as it is.
     *
     * @param values one for each name; copied, as are lists and maps among them that are not known to be unchangeable
     */
    public Map<String, Object> with(Object... values) {
        if (values.length != names.length) {
            throw new IllegalArgumentException(
                    values.length + " values were given for " + names.length + " names; give one for each");
        }
        return withPart(values, 0);
    }

    /**
     * As {@link #with}, of a part of more values.
     *
     * @param from where the value of the first name lies
     * @throws IndexOutOfBoundsException if fewer values lie there than names are
     */
    public Map<String, Object> withPart(Object[] values, int from) {
        Object[] own = new Object[names.length];
        for (int position = 0; position < own.length; position++) {
            own[position] = Fields.unchangeable(values[from + position]);
        }
        return new Fields(this, own);
    }

    String name(int position) {
        return names[position];
    }

    /** Negative if there is none. */
    int position(Object name) {
        if (table.length == 0) {
            return positions.getOrDefault(name, -1);
        }
        int found = name == null ? 0 : table[slot(name)];
        return found - 1;
    }

    private void note(int position) {
        if (position(names[position]) >= 0) {
            throw new IllegalArgumentException("'" + names[position] + "' is there twice; name each field once");
        }
        if (table.length == 0) {
            positions.put(names[position], position);
        } else {
            table[slot(names[position])] = (byte) (position + 1);
        }
    }

    /** Where a name's position is, or would be. One in two is free at least. */
    private int slot(Object name) {
        int hash = name.hashCode();
        int slot = hash ^ hash >>> 16;
        while (true) {
            slot &= table.length - 1;
            int found = table[slot];
            if (found == 0 || names[found - 1].equals(name)) {
                return slot;
            }
            slot++;
        }
    }
}
