package dev.patchbay.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.Logger;
import org.apache.felix.framework.cache.BundleArchive;
import org.apache.felix.framework.cache.BundleCache;
import org.apache.felix.framework.util.WeakZipFileFactory;
import org.osgi.framework.BundleException;
import org.osgi.framework.connect.ModuleConnector;
import org.slf4j.LoggerFactory;

/**
 * The framework's store of bundles, which every bundle passes whichever way it is installed or updated. It turns away
 * what no later hook could: Felix puts an extension bundle on the class path of the whole JVM while it is being installed,
 * without asking anybody. See ADR 9.
 */
final class GuardedCache extends BundleCache {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(GuardedCache.class);
    private static final String PREFIX = "bundle";

    private final Logger logger;
    private final Map<String, Object> settings;
    private final WeakZipFileFactory zips = new WeakZipFileFactory(0);
    private final ArchiveRules rules;

    /** @throws BundleException if its folder cannot be made */
    static GuardedCache open(Map<String, Object> settings, ArchiveRules rules) throws BundleException {
        try {
            return new GuardedCache(settings, rules);
        } catch (Exception e) {
            throw new BundleException("the bundle cache cannot be made (" + e.getMessage() + ")", e);
        }
    }

    private GuardedCache(Map<String, Object> settings, ArchiveRules rules) throws Exception {
        super(new FrameworkLog(), settings);
        this.logger = new FrameworkLog();
        this.settings = settings;
        this.rules = rules;
    }

    @Override
    public BundleArchive create(long id, int startLevel, String location, InputStream bytes, ModuleConnector connector)
            throws Exception {
        rules.requireInstallable(location);
        File folder = new File(getCacheDir(), PREFIX + id);
        BundleArchive archive = null;
        boolean sound = false;
        try {
            archive = new Guarded(folder, connector, id, startLevel, location, bytes);
            rules.require(archive, folder.toPath());
            sound = true;
            return archive;
        } finally {
            if (!sound) {
                remove(archive, folder);
            }
        }
    }

    /** A bundle that may no longer be there is forgotten. */
    @Override
    public BundleArchive[] getArchives(ModuleConnector connector) {
        List<BundleArchive> archives = new ArrayList<>();
        File[] folders = getCacheDir().listFiles((parent, name) -> name.matches(PREFIX + "[1-9][0-9]*"));
        for (File folder : folders == null ? new File[0] : folders) {
            BundleArchive archive = null;
            try {
                archive = new Guarded(folder, connector);
                rules.require(archive, folder.toPath());
                archives.add(archive);
            } catch (Exception e) {
                LOG.warn("the bundle in {} is not taken over from the last run: {}", folder, e.getMessage());
                remove(archive, folder);
            }
        }
        return archives.toArray(BundleArchive[]::new);
    }

    private static void remove(BundleArchive archive, File folder) {
        if (archive != null) {
            archive.closeAndDelete();
        } else {
            delete(folder);
        }
    }

    private static void delete(File folder) {
        try {
            new FileTree(folder.toPath()).delete();
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", folder, e.toString());
        }
    }

    /** One whose content is looked at whenever it is exchanged. */
    private final class Guarded extends BundleArchive {
        private final Path folder;

        Guarded(File folder, ModuleConnector connector, long id, int startLevel, String location, InputStream bytes)
                throws Exception {
            super(logger, settings, zips, connector, folder, id, startLevel, location, bytes);
            this.folder = folder.toPath();
        }

        Guarded(File folder, ModuleConnector connector) throws Exception {
            super(logger, settings, zips, connector, folder);
            this.folder = folder.toPath();
        }

        @Override
        public synchronized void revise(String location, InputStream bytes) throws Exception {
            rules.requireUpdatable(getLocation());
            super.revise(location, bytes);
            boolean sound = false;
            try {
                rules.require(this, folder);
                sound = true;
            } finally {
                if (!sound) {
                    rollbackRevise();
                }
            }
        }
    }
}
