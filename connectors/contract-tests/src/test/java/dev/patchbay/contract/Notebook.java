package dev.patchbay.contract;

import dev.patchbay.model.ConnectorRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An external system that is as small as one can be: numbered notes, each with the time of its change. */
final class Notebook {
    static final String TOKEN = "good-token-4711";

    private final List<Note> notes = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private int time;
    private ServiceFault next;

    record Note(long number, long time) {
        ConnectorRecord record() {
            return ConnectorRecord.builder("notes").id(String.valueOf(number)).build();
        }
    }

    static String place(long time, long number) {
        return time + "/" + number;
    }

    synchronized List<String> add(int count) {
        time++;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Up and down, so that new notes come between old ones as well.
            long number = notes.size() % 2 == 0 ? notes.size() : -notes.size();
            notes.add(new Note(number, time));
            ids.add(String.valueOf(number));
        }
        return ids;
    }

    /** The next visit meets a fault. */
    synchronized void fail(ServiceFault fault) {
        next = fault;
    }

    /** The fault that this visit meets, null if none. */
    synchronized ServiceFault fault() {
        ServiceFault met = next;
        next = null;
        return met;
    }

    synchronized int size() {
        return notes.size();
    }

    /** The notes behind a place, by number, or by time and number. */
    synchronized List<Note> behind(String place, boolean byTime) {
        long placeTime = Long.parseLong(place.split("/")[0]);
        long placeNumber = Long.parseLong(place.split("/")[1]);
        Note last = new Note(placeNumber, placeTime);
        Comparator<Note> order = byTime
                ? Comparator.comparingLong(Note::time).thenComparingLong(Note::number)
                : Comparator.comparingLong(Note::number);
        return notes.stream()
                .filter(each -> order.compare(each, last) > 0)
                .sorted(order)
                .toList();
    }

    /** A thread that runs until the end of the test. */
    void linger() {
        Thread thread = new Thread(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    void close() {
        end.countDown();
    }
}
