package dev.patchbay.registry.unload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Looks who still holds a class loader: one picture of all threads and management beans, for many questions. */
final class Holders {
    private final Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
    private final Collection<ClassLoader> present;
    private final Collection<ClassLoader> gone;

    /**
     * @param present the loaders of bundles that are there: what could be theirs is not told of one that has gone
     * @param gone those of bundles that have gone and are still held
     */
    Holders(Collection<ClassLoader> present, Collection<ClassLoader> gone) {
        this.present = present;
        this.gone = gone;
    }

    /** Those that can be seen; and if there are none, but it has outlived others, that there must be one. */
    List<Holder> of(Revision revision) {
        ClassLoader loader = revision.loader();
        List<Holder> seen = loader == null ? List.of() : seen(loader);
        return seen.isEmpty() && revision.hasOutlivedOthers() ? List.of(UnseenHolder.among(ofNobody())) : seen;
    }

    /** Static fields of others, caches and shutdown hooks cannot be seen. */
    private List<Holder> seen(ClassLoader loader) {
        List<Holder> found = new ArrayList<>();
        LoaderPackages packages = new LoaderPackages(loader, present);
        threads.entrySet().stream()
                .filter(each -> each.getKey().isAlive() && !isOfAnother(each.getKey(), loader))
                .sorted(Comparator.comparing(each -> each.getKey().getName()))
                .forEach(each -> ThreadHolder.find(each.getKey(), each.getValue(), loader, packages)
                        .ifPresent(found::add));
        found.addAll(BeanHolders.of(loader));
        return found;
    }

    private List<Thread> ofNobody() {
        return threads.keySet().stream()
                .filter(each -> each.isAlive() && !isOfAnother(each, null))
                .toList();
    }

    /** What a thread has inherited is surer than the names on its stack, which other versions have as well. */
    private boolean isOfAnother(Thread thread, ClassLoader loader) {
        ClassLoader inherited = thread.getContextClassLoader();
        return inherited != loader && (present.contains(inherited) || gone.contains(inherited));
    }
}
