package dev.patchbay.registry.secret.exec;

import java.util.ArrayList;
import java.util.List;

/** A command line as its words: blanks part them, single and double quotes hold them together, nothing else has a meaning. */
final class CommandWords {

    private CommandWords() {}

    /** @throws IllegalArgumentException with a clause that says what is wrong */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char each : line.toCharArray()) {
            if (quote == 0 && Character.isWhitespace(each)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else if (quote == 0 && (each == '\'' || each == '"')) {
                quote = each;
                begun = true;
            } else if (each == quote) {
                quote = 0;
            } else {
                word.append(each);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("has a " + quote + " that is not closed");
        }
        if (begun) {
            words.add(word.toString());
        }
        return List.copyOf(words);
    }
}
