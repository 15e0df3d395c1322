package dev.patchbay.registry.config;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Settings by key, of which it is noted when a password is read. Who goes through all of them reads all. */
final class NotedValues extends AbstractMap<String, Object> {
    private final Map<String, Object> values;
    private final Set<String> passwords;
    private final Function<String, Object> read;

    /** @param read notes that a password is read, and gives its value */
    NotedValues(Map<String, Object> values, Set<String> passwords, Function<String, Object> read) {
        this.values = values;
        this.passwords = passwords;
        this.read = read;
    }

    @Override
    public Object get(Object key) {
        return passwords.contains(key) && values.containsKey(key) ? read.apply((String) key) : values.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return values.containsKey(key);
    }

    @Override
    public Set<String> keySet() {
        return values.keySet();
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        values.replaceAll((key, value) -> get(key));
        return values.entrySet();
    }
}
