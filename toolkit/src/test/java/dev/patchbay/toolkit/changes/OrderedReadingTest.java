package dev.patchbay.toolkit.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a list in memory that is turned by page numbers, and in which records change between two pages. */
class OrderedReadingTest {
    private static final ChangeShape SHAPE = new ChangeShape() {
        @Override
        public String idOf(Map<String, Object> item) {
            return item.get("id").toString();
        }

        @Override
        public Stamp stampOf(Map<String, Object> item) {
            return new Stamp(item.get("at").toString());
        }
    };

    private final List<Map<String, Object>> records = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private Instant horizon = Instant.MAX;
    private int now = 1_000;

    @ParameterizedTest
    @CsvSource({"10,10", "10,3", "3,10", "7,7", "1,1", "100,100", "100,1"})
    void givesEachOfManyThatShareATimeOnce(int served, int wanted) {
        add(25, 7);
        add(5, 8);

        String checkpoint = pull(OrderedMark.START.toString(), served, wanted, page -> {});
        assertEquals(30, given.stream().distinct().count());
        assertEquals(30, given.size());

        add(4, 8);
        checkpoint = pull(checkpoint, served, wanted, page -> {});
        assertEquals(34, given.size());
        pull(checkpoint, served, wanted, page -> {});
        assertEquals(34, given.size());
    }

    /** With every seed other records change, at other moments, some of them several times. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void losesNoChangeAndRepeatsNoneWhileOthersMoveToTheEnd(int seed) {
        Random random = new Random(seed);
        add(40, 7);
        add(20, 8);
        add(1, 9);
        int served = 1 + random.nextInt(9);
        int wanted = 1 + random.nextInt(9);

        String checkpoint = pull(OrderedMark.START.toString(), served, wanted, page -> {
            if (page < 30 && random.nextBoolean()) {
                records.get(random.nextInt(records.size())).put("at", now++);
            }
        });
        pull(checkpoint, served, wanted, page -> {});

        Map<String, String> latest = new HashMap<>();
        given.forEach(each -> latest.put(each.split("@")[0], each));
        assertEquals(
                records.stream().map(OrderedReadingTest::version).sorted().toList(),
                latest.values().stream().sorted().toList(),
                "each as it is now");
        assertEquals(given.size(), given.stream().distinct().count(), "the same change comes once");
    }

    @Test
    void leavesWhatIsYoungerThanTheHorizonForTheNextPull() {
        horizon = Instant.parse("2018-02-07T10:00:00Z");
        add(3, "2018-02-07T09:00:00Z");
        add(2, "2018-02-07T10:00:01Z");

        String checkpoint = pull(OrderedMark.START.toString(), 2, 2, page -> {});
        assertEquals(3, given.size());

        horizon = Instant.parse("2018-02-07T10:00:01Z");
        pull(checkpoint, 2, 2, page -> {});
        assertEquals(5, given.size());
    }

    @Test
    void keepsACursorSmallWhereManyShareATime() {
        add(5_000, 7);
        String checkpoint = pull(OrderedMark.START.toString(), 1_000, 1_000, page -> {});

        assertTrue(checkpoint.length() < 10_000, () -> checkpoint.length() + " characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "W10..", "WyIiLCIiLCJPTiIsMV0..", "WyIiLCIiLCJPRkYiLFtdXQ..", "nothing"})
    void takesNothingElseForAMark(String text) {
        assertEquals(Optional.empty(), OrderedMark.parse(text));
        assertEquals(Optional.empty(), UnorderedMark.parse(text));
    }

    private void add(int count, Object at) {
        for (int i = 0; i < count; i++) {
            records.add(new HashMap<>(Map.of("id", records.size() + 1, "at", at)));
        }
    }

    /** Pulls to the end; the cursor of the next pull. */
    private String pull(String from, int served, int wanted, IntConsumer meanwhile) {
        String cursor = from;
        for (int page = 1; page < 10_000; page++) {
            OrderedMark mark = OrderedMark.parse(cursor).orElseThrow();
            int number = mark.place().map(Integer::parseInt).orElse(1);
            List<Map<String, Object>> since = since(mark.since());
            int end = Math.min(since.size(), number * served);
            OrderedReading reading = new OrderedReading(mark, horizon, SHAPE);
            reading.read(since.subList(Math.min(end, (number - 1) * served), end), wanted);
            assertTrue(reading.fresh().size() <= wanted);
            reading.fresh().forEach(each -> given.add(version(each)));
            Optional<OrderedMark> next = reading.next(
                    Integer.toString(number),
                    end < since.size() ? Optional.of(Integer.toString(number + 1)) : Optional.empty());
            if (next.isEmpty()) {
                return reading.end().toString();
            }
            cursor = next.get().toString();
            meanwhile.accept(page);
        }
        throw new AssertionError("it never ends");
    }

    private List<Map<String, Object>> since(String since) {
        Comparator<Map<String, Object>> order = Comparator.comparing(SHAPE::stampOf);
        return records.stream()
                .filter(each -> since.isEmpty() || SHAPE.stampOf(each).compareTo(new Stamp(since)) >= 0)
                .sorted(order)
                .toList();
    }

    private static String version(Map<String, Object> item) {
        return item.get("id") + "@" + item.get("at");
    }
}
