package dev.patchbay.registry.config;

import dev.patchbay.model.Problem;

/** A problem as a text in a configuration: place, key and message with tabs between them. */
final class EncodedProblem {
    private static final int PARTS = 3;

    private EncodedProblem() {}

    static String encode(Problem problem) {
        String place = problem.line().orElse(0)
                + (problem.column().isPresent() ? ":" + problem.column().getAsInt() : "");
        return place + "\t" + problem.key().orElse("") + '\t' + problem.message();
    }

    /** {@code file} is the name of the file without its folder. */
    static Problem decode(String text, String file) {
        String[] parts = text.split("\t", PARTS);
        if (parts.length < PARTS) {
            return Problem.of(text).at(file, 0);
        }
        Problem problem = parts[1].isEmpty() ? Problem.of(parts[2]) : Problem.ofKey(parts[1], parts[2]);
        String[] place = parts[0].split(":", 2);
        return problem.at(file, number(place[0]), place.length > 1 ? number(place[1]) : 0);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
