package dev.patchbay.registry.unload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the bundles of connectors and libraries beyond their end: some seconds after one was uninstalled, or replaced
 * by an update, it looks who still holds its classes, says so in the log once, and whenever it is asked until the holder
 * is gone. It hears of bundles on the threads that change them, so it only takes notes there.
 */
public final class UnloadWatch implements SynchronousBundleListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnloadWatch.class);

    /** What a bundle started may take a moment to end. */
    static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    /** After this, what a garbage collection would have ended has probably met one. */
    private static final Duration LATER_LOOK = Duration.ofMinutes(10);

    private final BundleContext context;
    private final Duration firstLook;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, new RuntimeThreads("unload"));
    /** By bundle id; guarded by this. */
    private final Map<Long, Revision> present = new HashMap<>();

    private final Departed departed = new Departed();

    public UnloadWatch(BundleContext context) {
        this(context, FIRST_LOOK);
    }

    UnloadWatch(BundleContext context, Duration firstLook) {
        this.context = context;
        this.firstLook = firstLook;
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
    }

    public void open() {
        context.addBundleListener(this);
        for (Bundle bundle : context.getBundles()) {
            note(bundle);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        switch (event.getType()) {
            case BundleEvent.RESOLVED, BundleEvent.STARTING, BundleEvent.STARTED -> note(event.getBundle());
            case BundleEvent.UNRESOLVED, BundleEvent.UPDATED, BundleEvent.UNINSTALLED ->
                depart(replace(event.getBundle().getBundleId(), null));
            default -> {
                // What only starts and stops keeps its classes.
            }
        }
    }

    /** Who still holds classes of a connector of this type that has gone, in sentences. */
    public List<String> ofType(String type) {
        return tell(each -> each.types().contains(type));
    }

    /** As {@link #ofType}, of bundles that were installed from a location. */
    public List<String> ofLocation(Predicate<String> location) {
        return tell(each -> location.test(each.location()));
    }

    /** The last that the registry does: also of its own classes nobody is to remember one. */
    @Override
    public void close() {
        context.removeBundleListener(this);
        clock.shutdownNow();
        RecordCaches.flush();
    }

    private void note(Bundle bundle) {
        Revision revision = isOfInterest(bundle) ? Revision.of(bundle) : null;
        if (revision != null) {
            Revision before = replace(bundle.getBundleId(), revision);
            if (before != null && before.loader() != revision.loader()) {
                depart(before);
            }
        }
    }

    /** In a framework that is not ours, only connectors: its other bundles are no business of ours. */
    private boolean isOfInterest(Bundle bundle) {
        if (bundle.getBundleId() == 0 || bundle.equals(context.getBundle())) {
            return false;
        }
        boolean ours = context.getProperty("patchbay.home") != null;
        return ours ? !bundle.getLocation().startsWith("patchbay-core:") : Revision.declaresType(bundle);
    }

    private synchronized Revision replace(long bundle, Revision revision) {
        return revision == null ? present.remove(bundle) : present.put(bundle, revision);
    }

    private void depart(Revision revision) {
        if (revision != null) {
            departed.add(revision);
            lookAfter(firstLook, revision);
        }
    }

    private void lookAfter(Duration delay, Revision revision) {
        try {
            clock.schedule(() -> look(revision, delay), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ending) {
            LOG.debug("not looked at, because the registry ends: {}", revision, ending);
        }
    }

    private void look(Revision revision, Duration waited) {
        if (revision.loader() == null || !departed.contains(revision)) {
            return;
        }
        boolean late = waited.compareTo(LATER_LOOK) >= 0;
        if (revision.isInUse()) {
            lookAfter(late ? LATER_LOOK : waited.multipliedBy(2), revision);
            return;
        }
        RecordCaches.flush();
        revision.measure();
        List<Holder> holders = holders(revision);
        departed.held(revision, !holders.isEmpty());
        List<Holder> lasting =
                holders.stream().filter(each -> late || !each.passing()).toList();
        Remnant.sentences(revision, lasting).forEach(LOG::warn);
        if (lasting.isEmpty()) {
            lookAfter(LATER_LOOK, revision);
        }
    }

    private List<Holder> holders(Revision revision) {
        return revision.isInUse() ? List.of() : new Holders(loaders(present()), loaders(departed.all())).of(revision);
    }

    private List<String> tell(Predicate<Revision> wanted) {
        List<String> sentences = new ArrayList<>();
        for (Revision each : departed.suspicious().stream().filter(wanted).toList()) {
            List<Holder> holders = holders(each);
            departed.held(each, !holders.isEmpty());
            sentences.addAll(Remnant.sentences(each, holders));
        }
        return sentences;
    }

    private synchronized List<Revision> present() {
        return List.copyOf(present.values());
    }

    private static List<ClassLoader> loaders(List<Revision> revisions) {
        return revisions.stream().map(Revision::loader).filter(Objects::nonNull).toList();
    }
}
