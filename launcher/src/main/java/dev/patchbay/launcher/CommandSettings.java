package dev.patchbay.launcher;

import java.util.regex.Pattern;

/**
 * The commands that may print secrets, {@code secrets.exec.NAME}, as far as a start can tell that they are written well:
 * never stricter than who runs them, save for zeros before a number.
 */
final class CommandSettings {
    private static final String PREFIX = "secrets.exec.";
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";
    /** Words, some of them in quotes, each of which is closed. */
    private static final String WORDS = "(?:[^'\"]++|'[^']*+'|\"[^\"]*+\")*+";
    /** A path as Linux or as Windows has it; that an argument is to stand in it is seen here only if it has no blanks. */
    private static final String WHOLE_PATH = "(?=['\"]*(?:/|[A-Za-z]:[/\\\\]|\\\\\\\\))(?!\\S*\\{})";

    private static final String UP_TO_FIVE_MINUTES = "(?:[0-2]?\\d{1,5}|300000)ms|(?:[12]?\\d{1,2}|300)s|[0-5]m";

    static final RuntimeSetting PROGRAM = RuntimeSetting.family(
            PREFIX,
            NAME,
            Pattern.compile(WHOLE_PATH + WORDS),
            "the whole path of a program and its words, and close each quote");
    static final RuntimeSetting DURATIONS = RuntimeSetting.family(
            PREFIX,
            NAME + "\\.(?:timeout|keep)",
            Pattern.compile(UP_TO_FIVE_MINUTES),
            "a duration up to 5m, for example 500ms, 10s or 1m");
    static final RuntimeSetting ENVIRONMENT = RuntimeSetting.family(
            PREFIX,
            NAME + "\\.environment",
            Pattern.compile("(?=\\s*\\S)" + WORDS),
            "names of variables with blanks between them, and close each quote");

    private CommandSettings() {}
}
