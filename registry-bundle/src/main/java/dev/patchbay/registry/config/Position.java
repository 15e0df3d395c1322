package dev.patchbay.registry.config;

import dev.patchbay.model.Problem;

/**
 * Where something stands in a file.
 *
 * @param line from 1; 0 stands for the file as a whole
 * @param column from 1; 0 if only the line is known
 */
public record Position(int line, int column) {

    /** The file as a whole. */
    public static final Position NONE = new Position(0, 0);

    public static Position ofLine(int line) {
        return new Position(line, 0);
    }

    /** The problem, found here in a file of this name. */
    public Problem place(Problem problem, String file) {
        return problem.at(file, line, column);
    }

    @Override
    public String toString() {
        return line == 0 ? "" : "line " + line;
    }
}
