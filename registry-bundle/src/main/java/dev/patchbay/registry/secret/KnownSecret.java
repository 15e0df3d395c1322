package dev.patchbay.registry.secret;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one reference stands for, as it was last read, and who uses it. Whoever asks while it is being read waits for that;
 * nothing is read under the lock.
 */
final class KnownSecret {
    private static final Logger LOG = LoggerFactory.getLogger(KnownSecret.class);

    private final SecretKey key;
    private final Supplier<Resolution> reader;

    private volatile Resolution latest;
    private volatile long changedAt;
    private volatile boolean changed;
    private volatile boolean asked;
    /** Guarded by this, as is the one below. */
    private CompletableFuture<Resolution> underWay;

    private Set<InstanceId> users = Set.of();

    KnownSecret(SecretKey key, Supplier<Resolution> reader) {
        this.key = key;
        this.reader = reader;
    }

    SecretKey key() {
        return key;
    }

    /** From memory. What we read ourselves is looked for again while it is not there: somebody may just have put it there. */
    Resolution get() {
        if (!asked) {
            asked = true;
        }
        Resolution known = latest;
        return known != null && (known.isResolved() || !key.isLocal()) ? known : read(false);
    }

    void refresh() {
        read(true);
    }

    /** Takes what was just stored in place of what is being read. */
    synchronized void take(Secret secret) {
        underWay = null;
        set(Resolution.of(secret));
    }

    /** Whether it was read, and could be had. */
    boolean isResolved() {
        Resolution known = latest;
        return known != null && known.isResolved();
    }

    /** What is in memory; null if it was never read. */
    Resolution latest() {
        return latest;
    }

    /**
     * Whether it stands for something else than it did, or can be had again, or no longer, or not for another reason, which
     * people are shown; a first reading is no change.
     */
    boolean differsFrom(Resolution before) {
        Resolution now = latest;
        return before != null
                && before != now
                && (before.isResolved() != now.isResolved()
                        || !before.secret().equals(now.secret())
                        || !before.reason().equals(now.reason()));
    }

    synchronized boolean isBeingRead() {
        return underWay != null;
    }

    boolean changedSince(long moment) {
        return changed && changedAt - moment > 0;
    }

    synchronized Set<InstanceId> users() {
        return Set.copyOf(users);
    }

    synchronized void add(InstanceId user) {
        if (users.isEmpty()) {
            users = Set.of(user);
        } else if (!users.contains(user)) {
            if (users.size() == 1) {
                users = new HashSet<>(users);
            }
            users.add(user);
        }
    }

    /** @return whether nobody is left */
    synchronized boolean remove(InstanceId user) {
        if (users.size() > 1) {
            users.remove(user);
            if (users.size() == 1) {
                users = Set.copyOf(users);
            }
        } else if (users.contains(user)) {
            users = Set.of();
        }
        return users.isEmpty();
    }

    /** Whether no instance uses it and nobody has asked since this was last looked at. */
    synchronized boolean isForgotten() {
        boolean recent = asked;
        asked = false;
        return users.isEmpty() && !recent;
    }

    synchronized boolean isUsed() {
        return !users.isEmpty();
    }

    private Resolution read(boolean afresh) {
        while (true) {
            CompletableFuture<Resolution> mine = new CompletableFuture<>();
            CompletableFuture<Resolution> turn = begin(mine, afresh);
            Resolution found = turn == mine ? lead(mine) : follow(turn);
            if (found != Resolution.INTERRUPTED || Thread.currentThread().isInterrupted()) {
                return found;
            }
        }
    }

    /** What is read afresh counts more than what somebody has begun to read before: it may have changed in between. */
    private synchronized CompletableFuture<Resolution> begin(CompletableFuture<Resolution> mine, boolean afresh) {
        if (underWay == null || afresh) {
            underWay = mine;
        }
        return underWay;
    }

    private Resolution lead(CompletableFuture<Resolution> mine) {
        Resolution found;
        try {
            found = reader.get();
        } catch (RuntimeException | LinkageError fault) {
            LOG.error("$[{}:{}] could not be read", key.scheme(), key.name(), fault);
            found = Resolution.unresolved("reading it failed; the log has the details");
        }
        found = end(mine, found);
        mine.complete(found);
        return found;
    }

    private synchronized Resolution end(CompletableFuture<Resolution> mine, Resolution found) {
        if (underWay == mine) {
            underWay = null;
            if (found != Resolution.INTERRUPTED) {
                set(found);
                return latest;
            }
        }
        return found;
    }

    private static Resolution follow(CompletableFuture<Resolution> other) {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Resolution.INTERRUPTED;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** With the lock. The same secret stays the same object, which costs its users nothing. */
    private void set(Resolution found) {
        Resolution before = latest;
        Resolution next = found.orLast(before);
        if (before != null && before.secret().equals(next.secret())) {
            next = before.because(next.reason());
        } else if (before != null) {
            changedAt = System.nanoTime();
            changed = true;
        }
        latest = next;
    }
}
