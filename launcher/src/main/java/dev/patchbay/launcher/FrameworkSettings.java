package dev.patchbay.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Constants;

/** With which properties the framework and the bundles inside the launcher run. */
final class FrameworkSettings {
    /** Hidden files, those that an editor or a copy in progress leaves, and the runtime's own settings are not. */
    private static final String WATCHED_NAMES =
            "(?!" + RuntimeSettings.FILE.replace(".", "[.]") + "$)[^.].*(?<![.]tmp|[.]part|[.]swp|~)";

    /** Tells the bundles that nothing is to be started and nothing in the home to be changed. */
    private static final String DRY = "patchbay.dry";

    /** What is wrong with the runtime's settings, a line each: a home that is only looked at is looked at all the same. */
    private static final String PROBLEMS = "patchbay.settings.problems";

    private FrameworkSettings() {}

    /** For looking at a home without touching it: whatever is written goes to {@code scratch}. */
    static Map<String, Object> dry(Home home, Path scratch, String packages, RuntimeSettings runtime) {
        Map<String, Object> settings = of(home, packages, runtime, Map.of());
        settings.keySet().removeIf(key -> key.startsWith("felix.fileinstall."));
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
        addFileInstall(settings, home);
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

    /** The listing scanner, as the only one that never loses a file; it must not write into the home. */
    private static void addFileInstall(Map<String, Object> settings, Home home) {
        settings.put("felix.fileinstall.dir", home.deploy() + "," + home.config());
        settings.put("felix.fileinstall.tmpdir", home.data().resolve("tmp").toString());
        settings.put("felix.fileinstall.filter", WATCHED_NAMES);
        settings.put("felix.fileinstall.subdir.mode", "skip");
        settings.put("felix.fileinstall.poll", "2000");
        settings.put("felix.fileinstall.noInitialDelay", "true");
        settings.put("felix.fileinstall.disableNio2", "true");
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.configEncoding", "UTF-8");
        settings.put("felix.fileinstall.log.level", "2");
        // Started anew at each start, after the bundles that they build on.
        settings.put("felix.fileinstall.bundles.startTransient", "true");
    }
}
