package dev.patchbay.registry.files;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work of one key one after the other, on the threads that bring it, without holding a lock meanwhile: who finds the
 * key busy leaves its work to the thread that is at it.
 */
final class Turns<K> {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    /** Of the keys at which a thread is; guarded by this. */
    private final Map<K, Queue<Runnable>> waiting = new HashMap<>();

    void take(K key, Runnable work) {
        synchronized (this) {
            Queue<Runnable> queue = waiting.get(key);
            if (queue != null) {
                queue.add(work);
                return;
            }
            waiting.put(key, new ArrayDeque<>(1));
        }
        for (Runnable next = work; next != null; next = next(key)) {
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                LOG.error("Work on '{}' failed; change its file to try again", key, e);
            }
        }
    }

    private synchronized Runnable next(K key) {
        Runnable next = waiting.get(key).poll();
        if (next == null) {
            waiting.remove(key);
        }
        return next;
    }
}
