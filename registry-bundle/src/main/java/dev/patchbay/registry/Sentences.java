package dev.patchbay.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The sentences of one explanation, in the order of reading. */
final class Sentences {
    private final List<String> all = new ArrayList<>();

    boolean isEmpty() {
        return all.isEmpty();
    }

    void add(String sentence) {
        all.add(sentence);
    }

    void addAll(List<String> sentences) {
        all.addAll(sentences);
    }

    /** Those that none of the others tells already: one may be the reason of an instance's state. */
    void addNew(List<String> reasons) {
        reasons.stream()
                .filter(each -> all.stream().noneMatch(said -> said.contains(each)))
                .forEach(all::add);
    }

    /** Each once. */
    List<String> told(UnaryOperator<String> redaction) {
        return all.stream().distinct().map(redaction).toList();
    }
}
