package dev.patchbay.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What was asked for. */
record CommandLine(List<String> measures, int rounds, boolean writes) {
    private static final int USUAL_ROUNDS = 15;

    CommandLine {
        measures = List.copyOf(measures);
    }

    /**
     * @param known the names of all measures; without any on the line, all are meant
     * @throws UsageException in one sentence
     */
    static CommandLine parse(List<String> words, List<String> known) {
        List<String> measures = new ArrayList<>();
        int rounds = USUAL_ROUNDS;
        boolean writes = false;
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index);
            if (word.equals("--write")) {
                writes = true;
            } else if (word.equals("--rounds")) {
                index++;
                rounds = rounds(index < words.size() ? words.get(index) : "nothing");
            } else if (known.contains(word)) {
                measures.add(word);
            } else {
                throw new UsageException("'" + word + "' is no measure; choose of " + String.join(", ", known)
                        + ", with --rounds N (" + USUAL_ROUNDS + ") and --write");
            }
        }
        return new CommandLine(measures.isEmpty() ? known : measures, rounds, writes);
    }

    /** The line that measures the same again. */
    String asTyped(String measure) {
        return "benchmarks/run " + (rounds == USUAL_ROUNDS ? "" : "--rounds " + rounds + " ") + measure;
    }

    private static int rounds(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new UsageException("'--rounds' is followed by '" + text + "'; it takes a number from 1 to 9999");
        }
        return Integer.parseInt(text);
    }

    /** The line cannot be understood; the message says why and what would be. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }
}
