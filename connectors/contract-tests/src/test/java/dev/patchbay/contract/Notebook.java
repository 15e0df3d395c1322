package dev.patchbay.contract;

import dev.patchbay.model.ConnectorRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** An external system that is as small as one can be: numbered notes, each with the time of its change. */
final class Notebook {
    static final String TOKEN = "good/token+4711";

    private final List<Note> notes = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private int time;
    private int made;
    private int visits;
    private int unharmed;
    private ServiceFault next;

    /** @param text made at random from the number, so that the notebook need not keep it */
    record Note(long number, long time, int characters) {
        ConnectorRecord record() {
            ConnectorRecord.Builder record = ConnectorRecord.builder("notes").id(String.valueOf(number));
            return (characters == 0 ? record : record.field("text", text())).build();
        }

        private String text() {
            return new Random(number)
                    .ints(characters, 'a', 'z')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    static String place(long time, long number) {
        return time + "/" + number;
    }

    List<String> add(int count) {
        return add(count, 0);
    }

    synchronized List<String> add(int count, int characters) {
        time++;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Up and down, so that new notes come between old ones as well.
            long number = made % 2 == 0 ? made : -made;
            made++;
            notes.add(new Note(number, time, characters));
            ids.add(String.valueOf(number));
        }
        return ids;
    }

    synchronized boolean remove(String id) {
        return notes.removeIf(each -> String.valueOf(each.number()).equals(id));
    }

    synchronized boolean change(String id) {
        time++;
        notes.replaceAll(each ->
                String.valueOf(each.number()).equals(id) ? new Note(each.number(), time, each.characters()) : each);
        return true;
    }

    /** The next visit meets a fault, or one after some others. */
    synchronized void failAfter(int harmless, ServiceFault fault) {
        unharmed = harmless;
        next = fault;
    }

    synchronized int visits() {
        return visits;
    }

    /** The fault that this visit meets, null if none. */
    synchronized ServiceFault fault() {
        visits++;
        if (next != null && unharmed > 0) {
            unharmed--;
            return null;
        }
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
        Note last = new Note(placeNumber, placeTime, 0);
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

    /** Until the end of the test, or until somebody interrupts it if that is heard. */
    void hang(boolean heard) {
        boolean over = false;
        while (!over) {
            try {
                end.await();
                over = true;
            } catch (InterruptedException asked) {
                over = heard;
            }
        }
    }

    void close() {
        end.countDown();
    }
}
