package dev.patchbay.api;

import java.util.List;
import java.util.Objects;

/** How something stands and why, in sentences, the most important first. */
public final class Explanation {
    private final String subject;
    private final List<String> sentences;

    private Explanation(String subject, List<String> sentences) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.sentences = List.copyOf(sentences);
    }

    public static Explanation of(String subject, List<String> sentences) {
        return new Explanation(subject, sentences);
    }

    /** What was asked about. */
    public String subject() {
        return subject;
    }

    public List<String> sentences() {
        return sentences;
    }

    @Override
    public String toString() {
        return String.join("\n", sentences);
    }
}
