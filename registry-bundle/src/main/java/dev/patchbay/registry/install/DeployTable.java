package dev.patchbay.registry.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of deploy/ and what serves each type, in memory and in {@code data/serving.json}. Thread-safe. */
final class DeployTable {
    private static final Logger LOG = LoggerFactory.getLogger(DeployTable.class);
    private static final Comparator<DeployedFile> IN_ORDER = Comparator.comparing(DeployedFile::order);

    private final ServingTable saved;
    private final BundleStore store;
    private final Fitness fitness;
    /** Guarded by this. */
    private final FileTable files = new FileTable();
    /** By type; guarded by this. */
    private final Map<String, ServingTable.Served> types = new HashMap<>();
    /** SHA-256 of bytes that may not be needed any more, but that the saved table still names; guarded by this. */
    private final Set<String> unneeded = new HashSet<>();

    /** How often something had been found to fit when the table was saved; guarded by this. */
    private long savedFindings;

    DeployTable(ServingTable saved, BundleStore store, Fitness fitness) {
        this.saved = saved;
        this.store = store;
        this.fitness = fitness;
    }

    /**
     * What an event has changed.
     *
     * @param keys whose plans are to be made anew
     * @param orphans JARs that no file offers any more
     */
    record Change(Set<String> keys, List<Jar> orphans) {
        static final Change NONE = new Change(Set.of(), List.of());
    }

    /**
     * Takes in what was saved. A file that vanished while nothing ran counts as deleted; one whose bytes were lost is
     * looked at as if it were new.
     *
     * @return what was found that is worth a word, one sentence each
     */
    synchronized List<String> load(Path folder) {
        ServingTable.Content content = saved.read();
        List<String> found = new ArrayList<>();
        for (DeployedFile file : content.files()) {
            if (!Files.isRegularFile(folder.resolve(file.file()))) {
                found.add("'" + file.file() + "' (" + file.jar() + ") was deleted while nothing ran");
            } else if (!store.has(file.jar().sha256())) {
                found.add("the copy of '" + file.file() + "' in data/bundles was lost, and is made anew");
            } else {
                files.put(file);
            }
        }
        types.putAll(content.types());
        // No plan is made of a type that no file brings, so nobody else would forget what served it.
        types.keySet().retainAll(keys());
        fitness.know(content.fitting());
        int unfinished = store.retain(needed());
        if (unfinished > 0) {
            found.add(
                    unfinished == 1
                            ? "1 copy that was under way when the runtime ended was deleted; its file is taken in anew"
                            : unfinished
                                    + " copies that were under way when the runtime ended were deleted; their files"
                                    + " are taken in anew");
        }
        return found;
    }

    synchronized Optional<DeployedFile> find(String file) {
        return files.find(file);
    }

    /** Sorted by name. */
    synchronized List<DeployedFile> all() {
        return files.all().stream()
                .sorted(Comparator.comparing(DeployedFile::file))
                .toList();
    }

    /** The files that bring a type or a library, in the order in which they came. */
    synchronized List<DeployedFile> group(String key) {
        return files.group(key);
    }

    synchronized Set<String> keys() {
        return files.keys();
    }

    /** What served a type when that was last decided. */
    synchronized Optional<String> serving(String type) {
        ServingTable.Served served = types.get(type);
        return served == null ? Optional.empty() : Optional.of(served.serving());
    }

    /** A file holds sound bytes, which are kept with this. */
    synchronized Change hold(String file, BundleStore.Copy copy, Jar jar, Stamp stamp) throws IOException {
        if (!store.has(jar.sha256())) {
            copy.keep();
        }
        DeployedFile before = files.findOrBegin(file);
        return replace(before, before.holding(jar, stamp));
    }

    /** A file holds bytes that cannot be used. */
    synchronized void spoil(String file, String problem, Stamp stamp) {
        files.put(files.findOrBegin(file).spoilt(problem, stamp));
    }

    synchronized Change remove(String file) {
        return files.find(file).map(before -> replace(before, null)).orElse(Change.NONE);
    }

    /** What the files offer that work is what they go on with. */
    synchronized Change prove(String key, Set<Jar> working) {
        Set<String> keys = new TreeSet<>();
        List<Jar> orphans = new ArrayList<>();
        for (DeployedFile file : group(key)) {
            if (file.former() != null && working.contains(file.jar())) {
                Change change = replace(file, file.proved());
                keys.addAll(change.keys());
                orphans.addAll(change.orphans());
            }
        }
        return new Change(keys, orphans);
    }

    /** @return whether that is news */
    synchronized boolean serve(String type, Optional<Jar> jar) {
        ServingTable.Served before = types.get(type);
        if (group(type).isEmpty()) {
            types.remove(type);
        } else if (jar.isPresent() && !serving(type).equals(jar.map(Jar::sha256))) {
            types.put(
                    type,
                    new ServingTable.Served(jar.get().sha256(), serving(type).orElse("")));
        }
        boolean news = !Objects.equals(before, types.get(type));
        if (news && before != null) {
            unneeded.add(before.serving());
            unneeded.add(before.previous());
        }
        return news;
    }

    boolean isKept(Jar jar) {
        return store.has(jar.sha256());
    }

    synchronized boolean isOffered(Jar jar) {
        return files.isOffered(jar);
    }

    /** Whether the next runtime would look at something again for no reason. */
    synchronized boolean isOutdated() {
        return fitness.findings() != savedFindings;
    }

    /**
     * Makes the table durable, and deletes bytes that it no longer names then. Others go on meanwhile, for threads of the
     * framework ask this table too, and a disk may be slow.
     */
    void save() {
        // Of two that save, the one that writes last has looked last.
        synchronized (saved) {
            saveAlone();
        }
    }

    private void saveAlone() {
        ServingTable.Content content;
        Set<String> dropped;
        long findings = fitness.findings();
        synchronized (this) {
            fitness.retain(needed());
            content = new ServingTable.Content(all(), Map.copyOf(types), fitness.known());
            dropped = Set.copyOf(unneeded);
        }
        try {
            saved.write(content.files(), content.types(), content.fitting());
        } catch (UncheckedIOException full) {
            LOG.warn(
                    "{} ({}); after a restart, deploy/ is taken in as it is then",
                    full.getMessage(),
                    full.getCause().toString());
            return;
        }
        synchronized (this) {
            savedFindings = findings;
            discard(dropped);
        }
    }

    /** Not what is needed again by now, nor what was needed until after the table was written. */
    private void discard(Set<String> dropped) {
        Set<String> needed = needed();
        dropped.stream()
                .filter(each -> !each.isEmpty() && !needed.contains(each))
                .forEach(store::discard);
        unneeded.removeAll(dropped);
    }

    private Change replace(DeployedFile before, DeployedFile after) {
        if (after == null) {
            files.remove(before.file());
        } else {
            files.put(after);
        }
        Set<String> keys = new TreeSet<>();
        Stream.of(before, after).filter(Objects::nonNull).map(FileTable::keys).forEach(keys::addAll);
        List<Jar> orphans = before.offers().filter(each -> !isOffered(each)).toList();
        orphans.forEach(each -> unneeded.add(each.sha256()));
        return new Change(keys, orphans);
    }

    private Set<String> needed() {
        Set<String> needed = new HashSet<>();
        files.all().stream().flatMap(DeployedFile::offers).forEach(each -> needed.add(each.sha256()));
        types.values().forEach(each -> {
            needed.add(each.serving());
            needed.add(each.previous());
        });
        return needed;
    }
}
