package dev.patchbay.registry.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The calls that are under way. Each has a place that is found by its thread, so that it comes and goes with one atomic
 * step and nothing is made for it; those that find theirs taken stand in a set.
 */
final class RunningCalls {
    private static final int PLACES = 256;
    private static final int TRIED = 4;
    /** No two places share a line of a processor's cache. */
    private static final int APART = 16;

    private final AtomicReferenceArray<CallScope> places = new AtomicReferenceArray<>(PLACES * APART);
    private final Set<CallScope> others = ConcurrentHashMap.newKeySet();

    /** By the call's own thread. */
    void add(CallScope call) {
        int first = (int) call.thread().getId();
        for (int tried = 0; tried < TRIED; tried++) {
            int place = (first + tried & PLACES - 1) * APART;
            if (places.getPlain(place) == null && places.compareAndSet(place, null, call)) {
                call.place(place);
                return;
            }
        }
        call.place(-1);
        others.add(call);
    }

    /** By the call's own thread. */
    void remove(CallScope call) {
        if (call.place() >= 0) {
            places.setRelease(call.place(), null);
        } else {
            others.remove(call);
        }
    }

    boolean isEmpty() {
        for (int place = 0; place < places.length(); place += APART) {
            if (places.get(place) != null) {
                return false;
            }
        }
        return others.isEmpty();
    }

    List<CallScope> present() {
        List<CallScope> present = new ArrayList<>(others);
        for (int place = 0; place < places.length(); place += APART) {
            CallScope call = places.get(place);
            if (call != null) {
                present.add(call);
            }
        }
        return present;
    }
}
