package dev.patchbay.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

/** Values by names that others share. Nobody can change it, nor the lists and maps in it: so none has to copy it. */
final class Fields extends AbstractMap<String, Object> {
    /** As deep as JSON is read. Values that hold themselves have no end. */
    private static final int DEEPEST = 1_000;

    private final FieldNames names;
    private final Object[] values;

    /** @param values one for each name, kept as they are: nobody else may hold the array */
    Fields(FieldNames names, Object[] values) {
        this.names = names;
        this.values = values;
    }

    /**
     * The same value, or what is equal to it and nobody can change: lists and maps are copied, and what lies in them.
     *
     * @throws IllegalArgumentException if they lie in one another too deep, or in themselves
     */
    static Object unchangeable(Object value) {
        return unchangeable(value, 0);
    }

    private static Object unchangeable(Object value, int depth) {
        if (value instanceof String || value instanceof Fields || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> members) {
            int within = deeper(depth);
            Map<Object, Object> copy = new LinkedHashMap<>();
            members.forEach((name, member) -> copy.put(name, unchangeable(member, within)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> elements) {
            int within = deeper(depth);
            List<Object> copy = new ArrayList<>(elements.size());
            elements.forEach(each -> copy.add(unchangeable(each, within)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }

    private static int deeper(int depth) {
        if (depth == DEEPEST) {
            throw new IllegalArgumentException("lists and maps lie in one another more than " + DEEPEST
                    + " deep, or one of them in itself; give values of fewer levels");
        }
        return depth + 1;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Object get(Object name) {
        int position = names.position(name);
        return position < 0 ? null : values[position];
    }

    @Override
    public boolean containsKey(Object name) {
        return names.position(name) >= 0;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Object> action) {
        for (int position = 0; position < values.length; position++) {
            action.accept(names.name(position), values[position]);
        }
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return values.length;
            }

            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return entries();
            }
        };
    }

    private Iterator<Map.Entry<String, Object>> entries() {
        return new Iterator<>() {
            private int position;

            @Override
            public boolean hasNext() {
                return position < values.length;
            }

            @Override
            public Map.Entry<String, Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                String name = names.name(position);
                return new SimpleImmutableEntry<>(name, values[position++]);
            }
        };
    }
}
