package dev.patchbay.launcher.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was typed: a verb with its arguments, and the home that it is meant for.
 *
 * <p>{@code --home DIR} is ours before the verb and directly after it; anywhere else it is a word of the verb.
 *
 * @param home absolute
 * @param words the verb and its arguments, verbatim; empty if there is none
 */
public record CommandLine(Path home, List<String> words) {
    private static final String HOME = "--home";
    private static final String NO_SHELL = "--no-shell";

    public CommandLine {
        words = List.copyOf(words);
    }

    /**
     * @param environment for PATCHBAY_HOME, which holds if no home is named; {@code ./home} if that is not set either
     * @throws UsageException if {@code --home} has no directory
     */
    public static CommandLine parse(List<String> arguments, Map<String, String> environment, Path directory) {
        List<String> words = new ArrayList<>(arguments);
        String before = takeHome(words, 0);
        String after = words.isEmpty() ? "" : takeHome(words, 1);
        if (words.size() > 2 && words.get(0).equals("run")) {
            after = takeHome(words, 2);
        }
        String named = after.isEmpty() ? before : after;
        if (named.isEmpty()) {
            named = environment.getOrDefault("PATCHBAY_HOME", "");
        }
        Path home = directory.resolve(named.isEmpty() ? "home" : named).normalize();
        return new CommandLine(home, words);
    }

    /** The verb; {@code help} if none was typed. */
    public String verb() {
        return words.isEmpty() ? "help" : words.get(0);
    }

    /**
     * Whether {@code run} is to give a shell.
     *
     * @throws UsageException if the line has words that {@code run} does not know
     */
    public boolean wantsShell() {
        List<String> options = words.subList(1, words.size());
        if (options.isEmpty()) {
            return true;
        }
        if (options.equals(List.of(NO_SHELL))) {
            return false;
        }
        throw new UsageException("'run' does not know " + options + "; write: patchbay run [--home DIR] [--no-shell]");
    }

    private static String takeHome(List<String> words, int position) {
        if (words.size() <= position) {
            return "";
        }
        String word = words.get(position);
        if (word.startsWith(HOME + "=")) {
            words.remove(position);
            return required(word.substring(HOME.length() + 1));
        }
        if (!word.equals(HOME)) {
            return "";
        }
        words.remove(position);
        return required(words.size() > position ? words.remove(position) : "");
    }

    private static String required(String directory) {
        if (directory.isEmpty()) {
            throw new UsageException("'--home' names no directory; write --home DIR");
        }
        return directory;
    }
}
