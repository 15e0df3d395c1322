package dev.patchbay.registry.install;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of deploy/ by name, and by what they bring: hundreds may be asked for, each by each. For one thread. */
final class FileTable {
    private final Map<String, DeployedFile> files = new HashMap<>();
    /** By type or library, the names of the files that offer it. */
    private final Map<String, Set<String>> names = new HashMap<>();

    private long lastOrder;

    Optional<DeployedFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The file, or one that has just come. */
    DeployedFile findOrBegin(String name) {
        DeployedFile known = files.get(name);
        return known == null ? DeployedFile.fresh(name, ++lastOrder) : known;
    }

    Collection<DeployedFile> all() {
        return files.values();
    }

    void put(DeployedFile file) {
        remove(file.file());
        lastOrder = Math.max(lastOrder, file.order());
        files.put(file.file(), file);
        keys(file)
                .forEach(key ->
                        names.computeIfAbsent(key, each -> new HashSet<>()).add(file.file()));
    }

    void remove(String name) {
        DeployedFile before = files.remove(name);
        if (before != null) {
            for (String key : keys(before)) {
                Set<String> left = names.get(key);
                left.remove(name);
                if (left.isEmpty()) {
                    names.remove(key);
                }
            }
        }
    }

    /** Types and libraries that any file offers, sorted. */
    Set<String> keys() {
        return new TreeSet<>(names.keySet());
    }

    /** The files that hold a type or a library, in the order in which they came. */
    List<DeployedFile> group(String key) {
        return offering(key)
                .filter(each -> each.jar() != null && each.jar().keys().contains(key))
                .sorted(Comparator.comparing(DeployedFile::order))
                .toList();
    }

    boolean isOffered(Jar jar) {
        return offering(jar.keys().get(0)).flatMap(DeployedFile::offers).anyMatch(jar::equals);
    }

    /** Types and libraries that a file offers. */
    static Set<String> keys(DeployedFile file) {
        Set<String> keys = new HashSet<>();
        file.offers().forEach(each -> keys.addAll(each.keys()));
        return keys;
    }

    private Stream<DeployedFile> offering(String key) {
        return names.getOrDefault(key, Set.of()).stream().map(files::get);
    }
}
