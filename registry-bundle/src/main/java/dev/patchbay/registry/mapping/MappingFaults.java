package dev.patchbay.registry.mapping;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the mappings of settings, and tells everything that is wrong with them. An empty text is no mapping. */
public final class MappingFaults {
    private final Map<String, FieldPath> pull = new TreeMap<>();
    private final Map<String, FieldPath> push = new TreeMap<>();
    private final PushTree tree = new PushTree();
    private final Map<String, String> clauses = new TreeMap<>();

    /** @param texts by key; those of other settings are passed over */
    public MappingFaults(Map<String, String> texts) {
        texts.keySet().stream()
                .filter(key -> isMapping(key) && !texts.get(key).isBlank())
                .sorted()
                .forEach(key -> read(key, texts.get(key)));
    }

    /** Whether a key is one of a mapping. */
    public static boolean isMapping(String key) {
        return key.startsWith(RecordMapping.PULL)
                && key.length() > RecordMapping.PULL.length()
                && !key.equals(RecordMapping.PUSH);
    }

    private void read(String key, String text) {
        try {
            FieldPath path = FieldPath.parse(text);
            if (key.startsWith(RecordMapping.PUSH)) {
                readPush(key, path);
            } else {
                pull.put(key.substring(RecordMapping.PULL.length()), path);
            }
        } catch (BrokenPathException broken) {
            clauses.put(key, broken.getMessage());
        }
    }

    private void readPush(String key, FieldPath path) {
        String field = key.substring(RecordMapping.PUSH.length());
        Optional<String> fault = path.steps().stream()
                .flatMap(step -> unfit(step).stream())
                .findFirst()
                .or(() -> tree.add(field, path));
        if (fault.isPresent()) {
            clauses.put(key, fault.get());
        } else {
            push.put(field, path);
        }
    }

    /** A value is sent to one place, and that is told without looking at what is there. */
    private static Optional<String> unfit(Step step) {
        if (step instanceof Step.Each) {
            return Optional.of("has [*], and one value cannot be sent to many places; write the number of one");
        }
        if (step instanceof Step.Index index && (index.number() < 0 || index.number() > PushTree.LAST_INDEX)) {
            return Optional.of(
                    "has [" + index.number() + "]; what is sent has places from 0 to " + PushTree.LAST_INDEX);
        }
        return Optional.empty();
    }

    /** By key: what is wrong, as a clause whose subject is the key. */
    public Map<String, String> clauses() {
        return clauses;
    }

    Map<String, FieldPath> pull() {
        return pull;
    }

    Map<String, FieldPath> push() {
        return push;
    }

    PushTree tree() {
        return tree;
    }
}
