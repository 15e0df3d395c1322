package dev.patchbay.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Constants;

/** With which properties the framework and the bundles inside the launcher run. */
final class FrameworkSettings {
    /** Tells the bundles that nothing is to be started and nothing in the home to be changed. */
    private static final String DRY = "patchbay.dry";

    /** What is wrong with the runtime's settings, a line each: a home that is only looked at is looked at all the same. */
    private static final String PROBLEMS = "patchbay.settings.problems";

    private FrameworkSettings() {}

    /** For looking at a home without touching it: whatever is written goes to {@code scratch}. */
    static Map<String, Object> dry(Home home, Path scratch, String packages, RuntimeSettings runtime) {
        Map<String, Object> settings = of(home, packages, runtime, Map.of());
        settings.put(DRY, "true");
        settings.put(PROBLEMS, String.join("\n", runtime.problems()));
        settings.put(Constants.FRAMEWORK_STORAGE, scratch.resolve("cache").toString());
        settings.put("felix.cm.dir", scratch.resolve("configurations").toString());
        return settings;
    }

    /**
     * @param packages what the system bundle exports besides the JDK, in the syntax of Export-Package
     * @param runtime what holds for the whole runtime, whoever has said so
     * @param own the host's properties; those that make a home a home are not theirs to change
     */
    static Map<String, Object> of(Home home, String packages, RuntimeSettings runtime, Map<String, String> own) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("felix.log.level", "2");
        settings.put("org.osgi.service.log.admin.loglevel", "INFO");
        settings.put("ds.loglevel", "2");
        // What the runtime of components has read from a bundle, it need not read again at the next start.
        settings.put("ds.cache.metadata", "true");
        settings.putAll(own);
        settings.putAll(runtime.values());

        settings.put("patchbay.home", home.path().toString());
        settings.put(Constants.FRAMEWORK_STORAGE, home.data().resolve("cache").toString());
        // Configurations outlive the cache, which is disposable.
        settings.put("felix.cm.dir", home.data().resolve("configurations").toString());
        settings.put("felix.cache.locking", "false");
        // The resolver's own threads would outlive the framework by a minute.
        settings.put("felix.resolver.parallelism", "1");
        // A factory for URL handlers could never be taken back from the JVM of a host.
        settings.put("felix.service.urlhandlers", "false");
        settings.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        settings.merge(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, packages, (more, ours) -> ours + "," + more);
        settings.put("felix.log.logger", new FrameworkLog());
        return settings;
    }
}
