package dev.patchbay.registry.install;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One at a time with the same JAR: one that brings several types is in the plans of each of them, which are made side by
 * side. Nobody is held up; who comes meanwhile is told when it is worth to come again. Thread-safe.
 */
final class Turns {
    /** By SHA-256, with those who came meanwhile; guarded by this. */
    private final Map<String, Set<Runnable>> taken = new HashMap<>();

    /**
     * @param later runs when the turn of another has ended, if there is one
     * @return whether it is the caller's turn now; then it has to {@link #end} it
     */
    synchronized boolean take(Jar jar, Runnable later) {
        Set<Runnable> waiting = taken.putIfAbsent(jar.sha256(), new HashSet<>());
        if (waiting != null) {
            waiting.add(later);
        }
        return waiting == null;
    }

    void end(Jar jar) {
        Set<Runnable> waiting;
        synchronized (this) {
            waiting = taken.remove(jar.sha256());
        }
        waiting.forEach(Runnable::run);
    }
}
