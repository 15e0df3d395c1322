package dev.patchbay.registry.environment;

import dev.patchbay.model.Problem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of variables as shells and container tools have it: {@code NAME=value} lines in UTF-8, also after
 * {@code export}; a value may stand in single quotes, verbatim, or in double ones, with backslash escapes; {@code #} after
 * a blank begins a comment. Nothing is substituted, and no value goes over a line.
 */
final class DotEnv {
    static final String NAME = ".env";

    private static final long LARGEST = 1 << 20;
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*?)\\s*");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
    /** Possessive, since a long value would overflow the stack otherwise. */
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"\\s*(?:#.*)?");

    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private DotEnv() {}

    /** Empty if there is no such file; what cannot be read becomes problems beside the rest. */
    static DotEnv read(Path file) {
        DotEnv found = new DotEnv();
        try {
            if (Files.size(file) > LARGEST) {
                found.problem(0, "is larger than 1 MiB and is not read; is it a file of variables?");
                return found;
            }
            String text = Files.readString(file);
            found.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (NoSuchFileException none) {
            // Most homes have none.
        } catch (AccessDeniedException e) {
            found.problem(0, "may not be read; grant that to the user that the runtime runs as");
        } catch (MalformedInputException e) {
            found.problem(0, "is not UTF-8; save the file in that encoding");
        } catch (IOException e) {
            found.problem(0, "cannot be read: " + e.getMessage());
        }
        return found;
    }

    /** In the order of the file. */
    Map<String, String> values() {
        return values;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void parse(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                add(number, line);
            }
        }
    }

    private void add(int number, String line) {
        Matcher matcher = LINE.matcher(line);
        Optional<String> value = matcher.matches() ? value(matcher.group(2)) : Optional.empty();
        if (value.isEmpty()) {
            problem(number, "is no NAME=value; quotes must end on the same line, and a comment starts with #");
            return;
        }
        String name = matcher.group(1);
        Integer first = lines.putIfAbsent(name, number);
        if (first == null) {
            values.put(name, value.get());
        } else {
            problem(number, "sets '" + name + "' a second time, after line " + first + "; keep one of them");
        }
    }

    /** Empty if a quote does not end. */
    private static Optional<String> value(String written) {
        if (written.startsWith("'")) {
            return Optional.of(SINGLE.matcher(written)).filter(Matcher::matches).map(matcher -> matcher.group(1));
        }
        if (written.startsWith("\"")) {
            return Optional.of(DOUBLE.matcher(written))
                    .filter(Matcher::matches)
                    .map(matcher -> unescaped(matcher.group(1)));
        }
        return Optional.of(COMMENT.matcher(written).replaceFirst("").strip());
    }

    private static String unescaped(String quoted) {
        return ESCAPE.matcher(quoted)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            default -> match.group(1);
                        }));
    }

    private void problem(int line, String message) {
        problems.add(Problem.of(message).at(NAME, line));
    }
}
