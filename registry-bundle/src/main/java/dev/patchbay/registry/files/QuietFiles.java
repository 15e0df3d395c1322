package dev.patchbay.registry.files;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Files that somebody is at, each until it has not changed for a while. Confined to one thread. */
final class QuietFiles<F> {
    private final long quietNanos;
    private final long emptyNanos;
    private final Function<F, FileStamp> stamps;

    /** The one that was touched longest ago first. */
    private final Map<F, Pending> pending = new LinkedHashMap<>();

    /**
     * @param empty how old an empty file has to be: a shell makes it before the command begins that writes to it
     * @param stamps how a file is now
     */
    QuietFiles(Duration quiet, Duration empty, Function<F, FileStamp> stamps) {
        this.quietNanos = quiet.toNanos();
        this.emptyNanos = empty.toNanos();
        this.stamps = stamps;
    }

    /** A file was created, changed or deleted at this time of {@link System#nanoTime}. */
    void touched(F file, long now) {
        put(file, stamps.apply(file), now);
    }

    /** Whether somebody is known to be at a file. */
    boolean isPending(F file) {
        return pending.containsKey(file);
    }

    /** Takes out those that have been quiet long enough, each with its stamp. */
    void settle(long now, BiConsumer<F, FileStamp> settled) {
        Map<F, FileStamp> again = new LinkedHashMap<>();
        for (Iterator<Map.Entry<F, Pending>> each = pending.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<F, Pending> oldest = each.next();
            if (now - oldest.getValue().since < quietNanos) {
                break;
            }
            F file = oldest.getKey();
            FileStamp current = stamps.apply(file);
            each.remove();
            if (current.equals(oldest.getValue().last) && !isJustMade(current)) {
                settled.accept(file, current);
            } else {
                again.put(file, current);
            }
        }
        again.forEach((file, stamp) -> put(file, stamp, now));
    }

    /** How long to wait, in nanoseconds, until a file may have settled; {@link Long#MAX_VALUE} if there is none. */
    long untilNext(long now) {
        for (Pending oldest : pending.values()) {
            return Math.max(0, oldest.since + quietNanos - now);
        }
        return Long.MAX_VALUE;
    }

    private boolean isJustMade(FileStamp stamp) {
        return stamp.size() == 0 && stamp.isYoungerThan(emptyNanos);
    }

    private void put(F file, FileStamp stamp, long now) {
        pending.remove(file);
        pending.put(file, new Pending(stamp, now));
    }

    private record Pending(FileStamp last, long since) {}
}
