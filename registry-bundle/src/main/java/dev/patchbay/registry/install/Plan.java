package dev.patchbay.registry.install;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.VersionRange;

/**
 * Which JARs of one type, or of one library, are to run. Knows no framework.
 *
 * @param serving what serves unpinned instances of a type; null for a library, or if nothing works
 * @param wanted all that are to run
 * @param superfluous what need not run, because something better does; what was tried and does not work is not among
 *     them, for it may come to work
 */
record Plan(Jar serving, Set<Jar> wanted, List<Jar> superfluous) {
    private static final VersionRange ANY = VersionRange.valueOf("0");

    static final Comparator<DeployedFile> NEWEST_FIRST = Comparator.comparing(
                    (DeployedFile each) -> each.jar().facts().version())
            .reversed()
            .thenComparing(DeployedFile::order);

    /**
     * Of a type, the newest that works, and for each range that instances are pinned to the newest in it that works. Of
     * two of the same version, the one that was there first.
     *
     * @param works tries to make a JAR do its work, and tells whether it does; asked in order, and only while needed
     */
    static Plan ofType(List<DeployedFile> files, Set<VersionRange> ranges, Predicate<Jar> works) {
        List<DeployedFile> sorted = new ArrayList<>(files);
        sorted.sort(NEWEST_FIRST);
        Set<Jar> offers = new LinkedHashSet<>();
        for (DeployedFile file : sorted) {
            offers.addAll(file.offered());
        }
        Map<Jar, Boolean> answers = new HashMap<>();
        Jar serving = first(offers, ANY, works, answers);
        Set<Jar> wanted = new LinkedHashSet<>();
        if (serving != null) {
            wanted.add(serving);
        }
        for (VersionRange range : ranges) {
            Jar pinned = first(offers, range, works, answers);
            if (pinned != null) {
                wanted.add(pinned);
            }
        }
        return new Plan(serving, wanted, behind(offers, serving, wanted));
    }

    /** Of a library, every version, each from the file that was there first. */
    static Plan ofLibrary(List<DeployedFile> files, Predicate<Jar> works) {
        Set<Jar> wanted = new LinkedHashSet<>();
        List<Jar> superfluous = new ArrayList<>();
        for (DeployedFile file : files) {
            if (earlier(file, files).isPresent()) {
                file.offers().forEach(superfluous::add);
                continue;
            }
            file.offers().filter(works).findFirst().ifPresent(working -> {
                wanted.add(working);
                file.offers().dropWhile(each -> !each.equals(working)).forEach(superfluous::add);
            });
        }
        superfluous.removeAll(wanted);
        return new Plan(null, wanted, superfluous);
    }

    /** The file that brought the same version before this one did. */
    static Optional<DeployedFile> earlier(DeployedFile file, List<DeployedFile> files) {
        return files.stream()
                .filter(each -> each.order() < file.order())
                .filter(each ->
                        each.jar().facts().version().equals(file.jar().facts().version()))
                .min(Comparator.comparing(DeployedFile::order));
    }

    /**
     * Null if none works.
     *
     * @param answers what is known already, for one JAR may be in several ranges
     */
    private static Jar first(Set<Jar> offers, VersionRange range, Predicate<Jar> works, Map<Jar, Boolean> answers) {
        for (Jar offer : offers) {
            if (range.includes(offer.facts().version()) && answers.computeIfAbsent(offer, works::test)) {
                return offer;
            }
        }
        return null;
    }

    /** What was not even tried, because a better one serves. */
    private static List<Jar> behind(Set<Jar> offers, Jar serving, Set<Jar> wanted) {
        List<Jar> behind = new ArrayList<>();
        boolean reached = false;
        for (Jar offer : offers) {
            reached |= offer.equals(serving);
            if (reached && !wanted.contains(offer)) {
                behind.add(offer);
            }
        }
        return behind;
    }

    Stream<Jar> all() {
        return Stream.concat(wanted.stream(), superfluous.stream());
    }
}
