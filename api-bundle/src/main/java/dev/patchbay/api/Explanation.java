package dev.patchbay.api;

import java.util.List;
import java.util.Objects;

/** How something stands and why, in sentences, the most important first. */
public final class Explanation {
    private final String subject;
    private final List<String> sentences;
    private final boolean known;

    private Explanation(String subject, List<String> sentences, boolean known) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.sentences = List.copyOf(sentences);
        this.known = known;
    }

    public static Explanation of(String subject, List<String> sentences) {
        return new Explanation(subject, sentences, true);
    }

    /** Nothing of this name is there; the sentences say what comes near to it, and what to do. */
    public static Explanation unknown(String subject, List<String> sentences) {
        return new Explanation(subject, sentences, false);
    }

    /** What was asked about. */
    public String subject() {
        return subject;
    }

    public List<String> sentences() {
        return sentences;
    }

    /** Whether there is such a thing at all. */
    public boolean isKnown() {
        return known;
    }

    @Override
    public String toString() {
        return String.join("\n", sentences);
    }
}
