package dev.patchbay.registry.files;

import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever takes files what happens in the folders of the home. It lists them every two seconds, which finds whatever
 * happened to a file on whatever file system; a notification of the operating system only makes it look earlier, as soon
 * as a file has been quiet for 50 ms. What is there when a taker comes, it is told on the thread that brings it: with the
 * bundle that all are in, all that lies in the home has been handed over.
 */
@Component(service = FolderWatch.class, immediate = true)
public final class FolderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    /** With the time that a file has to be quiet, less than two seconds. */
    private static final Duration PERIOD = Duration.ofMillis(1_900);

    private static final long STOP_MILLIS = 5_000;

    private final List<FileTaker> takers = new CopyOnWriteArrayList<>();
    private final WatchedFolders folders;
    private final long periodNanos;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile FolderEvents events;

    @Activate
    public FolderWatch(BundleContext context, @Reference FileProblems problems) {
        this(HomeFolders.watched(context, problems), PERIOD);
    }

    /** @param folders null where no files are to be acted on */
    FolderWatch(WatchedFolders folders, Duration period) {
        this.folders = folders;
        this.periodNanos = period.toNanos();
        this.thread = new Thread(this::run, "patchbay-folders");
        if (folders != null) {
            folders.begin(System.nanoTime());
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindTaker(FileTaker taker) {
        // First, so that it misses nothing; it minds nothing that it is told twice.
        takers.add(taker);
        if (folders != null) {
            folders.files().forEach(file -> tell(taker, file));
        }
    }

    void unbindTaker(FileTaker taker) {
        takers.remove(taker);
    }

    /** Ends the thread before it returns, unless a taker holds it for long. */
    @Deactivate
    public void close() {
        ended.countDown();
        FolderEvents open = events;
        if (open != null) {
            open.close();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                try (FolderEvents open = FolderEvents.open()) {
                    events = open;
                    follow(open);
                } catch (ClosedWatchServiceException closed) {
                    LOG.debug("Nobody is told any more");
                } catch (RuntimeException | Error fault) {
                    LOG.error("Looking at the home failed; it is tried again", fault);
                }
            } while (!ended.await(periodNanos, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(FolderEvents open) throws InterruptedException {
        FolderEvents.Listener listener = new Nudges();
        long next = System.nanoTime();
        long wait = 0;
        while (ended.getCount() > 0 && open.await(wait, listener)) {
            long now = System.nanoTime();
            if (now - next >= 0) {
                look(open, now);
                next = now + periodNanos;
            }
            wait = next - now;
            for (Folder folder : folders.all()) {
                folder.settle(now, this::tellAll);
                wait = Math.min(wait, folder.untilNext(now));
            }
        }
    }

    private void look(FolderEvents open, long now) {
        // First, so that nothing happens between the look and the telling.
        folders.all().forEach(each -> open.follow(each.path()));
        folders.look(now);
        folders.all().forEach(each -> open.follow(each.path()));
    }

    private void tellAll(Path file) {
        takers.forEach(each -> tell(each, file));
    }

    private static void tell(FileTaker taker, Path file) {
        try {
            if (taker.takes(file)) {
                taker.changed(file);
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("'{}' cannot be taken in: {}; change it to try again", file.getFileName(), e.toString(), e);
        }
    }

    /** What the operating system tells only says where to look. */
    private final class Nudges implements FolderEvents.Listener {

        @Override
        public void touched(Path folder, Path entry) {
            folders.find(folder).ifPresent(each -> each.touched(entry, System.nanoTime()));
            if (folders.find(entry).isPresent() || Files.isDirectory(entry)) {
                touched(folder);
                touched(entry);
            }
        }

        @Override
        public void touched(Path folder) {
            folders.find(folder).ifPresent(each -> {
                folders.look(each, System.nanoTime());
                each.subfolders().forEach(events::follow);
                events.follow(folder);
            });
        }
    }
}
