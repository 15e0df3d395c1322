package dev.patchbay.registry.files;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of changes in folders as soon as the operating system does, which does not tell of all. Confined to one thread, but
 * for {@link #close}.
 */
final class FolderEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderEvents.class);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final WatchService watcher;
    private final Map<WatchKey, Path> folders = new HashMap<>();
    private final Map<Path, Following> followed = new HashMap<>();
    private final Set<Path> refused = new HashSet<>();

    private FolderEvents(WatchService watcher) {
        this.watcher = watcher;
    }

    /** Where the operating system has no more to give, it tells of nothing. */
    static FolderEvents open() {
        try {
            return new FolderEvents(FileSystems.getDefault().newWatchService());
        } catch (IOException e) {
            LOG.info("No folder can be watched, changes are seen within two seconds: {}", e.getMessage());
            return new FolderEvents(null);
        }
    }

    /** Is told what happened. */
    interface Listener {
        /** Something happened to an entry of a folder. */
        void touched(Path folder, Path entry);

        /** Something happened in a folder, and it is not said to what. */
        void touched(Path folder);
    }

    /** Begins to tell of a folder; told again of the same, it minds that another one may stand in its place. */
    void follow(Path folder) {
        Object identity = identity(folder);
        Following following = followed.get(folder);
        if (watcher == null || following != null && following.identity.equals(identity)) {
            return;
        }
        if (following != null) {
            end(folder, following);
        }
        if (identity == null) {
            return;
        }
        try {
            WatchKey key = folder.register(
                    watcher,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            folders.put(key, folder);
            followed.put(folder, new Following(key, identity));
        } catch (IOException e) {
            if (refused.add(folder)) {
                LOG.info("'{}' cannot be watched, changes in it are seen within two seconds: {}", folder, e.toString());
            }
        }
    }

    /** Ends telling of a folder. */
    void leave(Path folder) {
        Following following = followed.get(folder);
        if (following != null) {
            end(folder, following);
        }
    }

    /**
     * Waits until something happens, but not longer than this.
     *
     * @return false if it was closed
     */
    boolean await(long nanos, Listener listener) throws InterruptedException {
        if (watcher == null) {
            return !closed.await(nanos, TimeUnit.NANOSECONDS);
        }
        try {
            WatchKey key = watcher.poll(nanos, TimeUnit.NANOSECONDS);
            while (key != null) {
                tell(key, listener);
                key = watcher.poll();
            }
            return true;
        } catch (ClosedWatchServiceException end) {
            return false;
        }
    }

    /** Ends the waiting; on any thread. */
    @Override
    public void close() {
        closed.countDown();
        try {
            if (watcher != null) {
                watcher.close();
            }
        } catch (IOException e) {
            LOG.debug("The watch cannot be closed", e);
        }
    }

    private record Following(WatchKey key, Object identity) {}

    private void tell(WatchKey key, Listener listener) {
        Path folder = folders.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (folder == null) {
                continue;
            }
            // Behind the hidden links of a Kubernetes volume, all files change at once and none is reported.
            if (event.context() instanceof Path name && !name.toString().startsWith("..")) {
                listener.touched(folder, folder.resolve(name));
            } else {
                listener.touched(folder);
            }
        }
        if (!key.reset() && folder != null) {
            // It has gone; another one in its place will be followed, or is already.
            Following following = followed.get(folder);
            if (following != null && following.key.equals(key)) {
                end(folder, following);
            }
            folders.remove(key);
            listener.touched(folder);
        }
    }

    private void end(Path folder, Following following) {
        following.key.cancel();
        folders.remove(following.key);
        followed.remove(folder);
    }

    /** Null if there is no folder. */
    private static Object identity(Path folder) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
            Object key = attributes.fileKey() == null ? "" : attributes.fileKey();
            return attributes.isDirectory() ? key : null;
        } catch (IOException absent) {
            return null;
        }
    }
}
