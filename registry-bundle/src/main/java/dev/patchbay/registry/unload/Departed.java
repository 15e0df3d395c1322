package dev.patchbay.registry.unload;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The revisions that have gone and are not known to be forgotten: the latest, and which of them somebody held. */
final class Departed {
    static final int MOST_REMEMBERED = 100;

    /** The oldest first; guarded by this. */
    private final Deque<Revision> revisions = new ArrayDeque<>();
    /** Those that were looked at, and somebody had them; guarded by this. */
    private final Set<Revision> held = new HashSet<>();

    synchronized void add(Revision revision) {
        revisions.removeIf(each -> each.loader() == null);
        revisions.addLast(revision);
        if (revisions.size() > MOST_REMEMBERED) {
            revisions.removeFirst();
        }
        held.retainAll(revisions);
    }

    synchronized boolean contains(Revision revision) {
        return revisions.contains(revision);
    }

    synchronized void held(Revision revision, boolean bySomebody) {
        if (bySomebody && revisions.contains(revision)) {
            held.add(revision);
        } else {
            held.remove(revision);
        }
    }

    synchronized List<Revision> all() {
        return List.copyOf(revisions);
    }

    /** Those of which there may be something to tell. */
    synchronized List<Revision> suspicious() {
        return revisions.stream()
                .filter(each -> held.contains(each) || each.hasOutlivedOthers())
                .toList();
    }
}
