package dev.patchbay.registry.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was pushed by paths is found by the same paths, whatever the names and values are. */
class RoundTripTest {
    private static final List<String> NAMES =
            List.of("a", "b", "größe", "x.y", "it's", "\"", "😀", "first name", "", "[0]", "*", "$", "-1", "日本");

    private static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPushedRecordPulledAgainHasItsFields(int seed) {
        Random random = new Random(seed);
        Map<String, String> texts = paths(random);
        Map<String, Object> fields = new HashMap<>();
        for (int field = 0; field < 8; field++) {
            if (random.nextInt(4) > 0) {
                fields.put("f" + field, value(random, 3));
            }
        }

        List<ConnectorRecord> pushed = RecordMapping.of(texts).pushed(List.of(ConnectorRecord.of("things", fields)));
        ConnectorRecord again =
                RecordMapping.of(texts).pulled(Page.last(pushed)).records().get(0);

        Map<String, Object> found = new HashMap<>(again.fields());
        found.keySet().removeIf(name -> !name.matches("f\\d"));
        Map<String, Object> expected = new HashMap<>(fields);
        // A place in a list before one that was written is there, and nothing is in it.
        found.forEach((name, value) -> {
            if (value == null) {
                expected.putIfAbsent(name, null);
            }
        });
        assertEquals(expected, found, () -> "seed " + seed + ", " + texts);
    }

    /** Up to eight mappings there and back, without those that contradict others. */
    private static Map<String, String> paths(Random random) {
        Map<String, String> texts = new HashMap<>();
        for (int field = 0; field < 8; field++) {
            texts.put("mapping.push.f" + field, path(random));
        }
        texts.keySet()
                .removeAll(new ArrayList<>(new MappingFaults(texts).clauses().keySet()));
        Map<String, String> both = new HashMap<>(texts);
        texts.forEach((key, text) -> both.put(key.replace("push.", ""), text));
        for (int field = 0; field < 8; field++) {
            // Unmapped ones must not be overwritten by what is made.
            both.putIfAbsent("mapping.push.f" + field, "own" + field);
            both.putIfAbsent("mapping.f" + field, "own" + field);
        }
        return both;
    }

    private static String path(Random random) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Name(NAMES.get(random.nextInt(NAMES.size()))));
        while (random.nextInt(3) > 0) {
            steps.add(
                    random.nextInt(3) == 0
                            ? new Step.Index(random.nextInt(4))
                            : new Step.Name(NAMES.get(random.nextInt(NAMES.size()))));
        }
        return FieldPath.spelling(steps);
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> "text " + random.nextInt();
            case 3 -> random.nextBoolean();
            case 4 -> new ArrayList<>(Arrays.asList(value(random, depth - 1), value(random, depth - 1)));
            default -> {
                Map<String, Object> map = new HashMap<>();
                map.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth - 1));
                yield map;
            }
        };
    }
}
