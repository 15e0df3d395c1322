package dev.patchbay.registry.install;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which bundles the files of deploy/ have brought; the files longest ago are forgotten. Thread-safe. */
final class FileHistory {
    private static final int MOST_FILES = 1_000;
    private static final int MOST_OF_ONE = 10;

    /** Guarded by this. */
    private final Map<String, Set<String>> locations = new LinkedHashMap<>();

    synchronized void add(String file, Jar jar) {
        Set<String> known = locations.computeIfAbsent(file, name -> new LinkedHashSet<>());
        known.remove(jar.location());
        known.add(jar.location());
        dropFirst(known, MOST_OF_ONE);
        dropFirst(locations.keySet(), MOST_FILES);
    }

    synchronized Set<String> locations(String file) {
        return Set.copyOf(locations.getOrDefault(file, Set.of()));
    }

    private static void dropFirst(Set<String> all, int most) {
        if (all.size() > most) {
            all.remove(all.iterator().next());
        }
    }
}
