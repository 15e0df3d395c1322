package dev.patchbay.registry.secret.exec;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that the operator allows in the settings of the runtime: {@code secrets.exec.NAME = /path/to/program words},
 * with {@code {}} where a reference may put an argument, and {@code .timeout}, {@code .keep} and {@code .environment}.
 *
 * @param words the program and its arguments; they go to the system as they are, past any shell
 * @param timeout after which it is ended
 * @param keep for how long what it printed is used again
 * @param variables of the environment that it gets besides the usual ones
 */
record AllowedCommand(List<String> words, Duration timeout, Duration keep, List<String> variables) {
    static final String PREFIX = "secrets.exec.";

    private static final String PLACE = "{}";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    /** No option, no way out of a folder, nothing that any program could take for more than a name. */
    private static final Pattern ARGUMENT = Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9_][A-Za-z0-9._@/-]{0,255}");

    private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(ms|s|m)");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /**
     * What a reference means.
     *
     * @param reference {@code NAME} or {@code NAME/ARGUMENT}
     * @param settings those of the runtime; null for one that is not set
     * @throws ConnectorException if nothing such is allowed, or what is allowed is not written well
     */
    static AllowedCommand of(String reference, UnaryOperator<String> settings) {
        int slash = reference.indexOf('/');
        String name = slash < 0 ? reference : reference.substring(0, slash);
        Optional<String> argument = slash < 0 ? Optional.empty() : Optional.of(reference.substring(slash + 1));
        String line = NAME.matcher(name).matches() ? settings.apply(PREFIX + name) : null;
        if (line == null) {
            throw wrong("no command '" + name + "' is allowed; the operator allows one by '" + PREFIX
                    + "NAME = /path/to/program' in config/patchbay.cfg");
        }
        String key = PREFIX + name;
        return new AllowedCommand(
                words(key, line, argument),
                duration(key + ".timeout", settings, Duration.ofSeconds(5)),
                duration(key + ".keep", settings, Duration.ZERO),
                split(
                        key + ".environment",
                        Optional.ofNullable(settings.apply(key + ".environment"))
                                .orElse("")));
    }

    private static List<String> words(String key, String line, Optional<String> argument) {
        List<String> words = split(key, line);
        if (words.isEmpty() || !isAbsolute(words.get(0)) || words.get(0).contains(PLACE)) {
            throw wrong("'" + key + "' must begin with the whole path of a program");
        }
        boolean takesArgument = words.stream().anyMatch(each -> each.contains(PLACE));
        if (takesArgument != argument.isPresent()) {
            throw wrong(
                    takesArgument
                            ? "'" + key + "' wants an argument; write $[exec:NAME/ARGUMENT]"
                            : "'" + key
                                    + "' takes no argument; write $[exec:NAME], or {} where the argument is to stand");
        }
        argument.filter(each -> !ARGUMENT.matcher(each).matches()).ifPresent(each -> {
            throw wrong(
                    "an argument of '" + key + "' has a-z, A-Z, 0-9, '_', '.', '@', '/' and '-', no '..', and begins"
                            + " with a letter, digit or '_'");
        });
        return argument.map(each ->
                        words.stream().map(word -> word.replace(PLACE, each)).toList())
                .orElse(words);
    }

    private static List<String> split(String key, String line) {
        try {
            return CommandWords.of(line);
        } catch (IllegalArgumentException e) {
            throw wrong("'" + key + "' " + e.getMessage() + "; close it");
        }
    }

    private static boolean isAbsolute(String program) {
        try {
            return Path.of(program).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Duration duration(String key, UnaryOperator<String> settings, Duration usual) {
        String text = settings.apply(key);
        if (text == null) {
            return usual;
        }
        Matcher matcher = DURATION.matcher(text.strip());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration found = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
            if (found.compareTo(LONGEST) <= 0) {
                return found;
            }
        }
        throw wrong("'" + key + "' is '" + text + "'; write a duration up to 5m, such as 500ms, 10s or 1m");
    }

    private static ConnectorException wrong(String sentence) {
        return new ConnectorException(ErrorCode.INVALID_CONFIG, sentence);
    }
}
