package dev.patchbay.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Something wrong with a configuration: one sentence, and where it stands. */
public final class Problem {
    private final String message;
    private final String key;
    private final String file;
    private final int line;
    private final int column;

    private Problem(String message, String key, String file, int line, int column) {
        this.message = Objects.requireNonNull(message, "message");
        this.key = key;
        this.file = file;
        this.line = line;
        this.column = column;
    }

    public static Problem of(String message) {
        return new Problem(message, null, null, 0, 0);
    }

    /** A problem with the value of one key. */
    public static Problem ofKey(String key, String message) {
        return new Problem(message, key, null, 0, 0);
    }

    /** The same problem, found in a file; {@code line} counts from 1, and 0 stands for the file as a whole. */
    public Problem at(String fileName, int lineNumber) {
        return at(fileName, lineNumber, 0);
    }

    /** The same with the column, from 1 as well; 0 if only the line is known. */
    public Problem at(String fileName, int lineNumber, int columnNumber) {
        return new Problem(message, key, fileName, lineNumber, columnNumber);
    }

    /** The same problem with another sentence, for example one from which secrets were removed. */
    public Problem withMessage(String sentence) {
        return new Problem(sentence, key, file, line, column);
    }

    /** Fact and remedy, without the place. */
    public String message() {
        return message;
    }

    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /** The name of the file, without its folder. */
    public Optional<String> file() {
        return Optional.ofNullable(file);
    }

    /** From 1; empty if the problem is not one of a line. */
    public OptionalInt line() {
        return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
    }

    /** From 1; empty if only the line is known, or not even that. */
    public OptionalInt column() {
        return line > 0 && column > 0 ? OptionalInt.of(column) : OptionalInt.empty();
    }

    /** The message with its place: {@code connector.github.cfg line 3: ...}, {@code all.yaml line 3 column 5: ...}. */
    @Override
    public String toString() {
        if (file == null) {
            return message;
        }
        String place = line > 0 ? file + " line " + line : file;
        return column().isPresent() ? place + " column " + column + ": " + message : place + ": " + message;
    }
}
