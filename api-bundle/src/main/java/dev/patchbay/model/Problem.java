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

    private Problem(String message, String key, String file, int line) {
        this.message = Objects.requireNonNull(message, "message");
        this.key = key;
        this.file = file;
        this.line = line;
    }

    public static Problem of(String message) {
        return new Problem(message, null, null, 0);
    }

    /** A problem with the value of one key. */
    public static Problem ofKey(String key, String message) {
        return new Problem(message, key, null, 0);
    }

    /** The same problem, found in a file; {@code line} counts from 1, and 0 stands for the file as a whole. */
    public Problem at(String fileName, int lineNumber) {
        return new Problem(message, key, fileName, lineNumber);
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

    /** The message with its place: {@code connector.github.cfg line 3: ...}. */
    @Override
    public String toString() {
        if (file == null) {
            return message;
        }
        return line > 0 ? file + " line " + line + ": " + message : file + ": " + message;
    }
}
