package dev.patchbay.registry.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was found in one check, put into a few sentences. For one thread. */
final class Findings {
    private static final int MOST_NAMED = 5;

    private final Map<Origin, Set<String>> missing = new LinkedHashMap<>();
    private final Map<Origin, Unreached> unreached = new LinkedHashMap<>();
    private final Map<String, String> unimported = new TreeMap<>();
    private final Set<String> unreadable = new LinkedHashSet<>();

    private String absentActivator;

    private record Unreached(String user, Set<String> uses) {}

    /** @param use what is used, such as {@code org.example.Library.open(String)} */
    void missing(Origin origin, String use) {
        missing.computeIfAbsent(origin, each -> new LinkedHashSet<>()).add(use);
    }

    void unreached(Origin origin, String use, String user) {
        unreached
                .computeIfAbsent(origin, each -> new Unreached(user, new LinkedHashSet<>()))
                .uses()
                .add(use);
    }

    void unimported(String className, String user) {
        unimported.putIfAbsent(BundleClasses.dotted(BundleClasses.packageOf(className)), user);
    }

    /** The class that is to start the bundle is not there. */
    void activator(String className) {
        absentActivator = className;
    }

    void unreadable(String className) {
        unreadable.add(className + ".class");
    }

    LinkageReport report() {
        List<String> sure = new ArrayList<>();
        missing.forEach((origin, uses) -> sure.add("it uses " + named(uses) + ", " + origin.lacksIt()));
        if (absentActivator != null) {
            sure.add("its activator '" + absentActivator + "' is not in it; build it again with that class, or without"
                    + " the Bundle-Activator header");
        }
        if (!unreadable.isEmpty()) {
            sure.add("it has class files that cannot be read: " + named(unreadable) + "; build it again");
        }
        List<String> doubtful = new ArrayList<>();
        unreached.forEach((origin, found) -> doubtful.add("in code that nothing seems to reach ('"
                + BundleClasses.dotted(found.user()) + "') it uses " + named(found.uses()) + ", " + origin.lacksIt()));
        unimported.forEach((name, user) -> doubtful.add("it uses package '" + name + "' in '"
                + BundleClasses.dotted(user) + "' and neither holds nor imports it, so that code fails if it is ever"
                + " reached; import or embed the package, unless it never is"));
        return new LinkageReport(sure, doubtful);
    }

    private static String named(Collection<String> names) {
        String first =
                names.stream().limit(MOST_NAMED).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? first + " and " + (names.size() - MOST_NAMED) + " more" : first;
    }
}
