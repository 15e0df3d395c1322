package dev.patchbay.registry.files;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Position;
import dev.patchbay.registry.format.TextFile;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in a .cfg file: {@code key=value} lines in the syntax of java.util.Properties, in UTF-8. Values are taken
 * verbatim: nothing in them is substituted.
 */
final class CfgFile {
    private static final int LARGEST = 1;

    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Position> positions = new LinkedHashMap<>();
    private final Map<String, String> spellings = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private CfgFile(String name) {
        this.name = name;
    }

    /**
     * Reads a file; whatever is wrong with it becomes problems beside what could be read.
     *
     * @throws NoSuchFileException if there is none
     */
    static CfgFile read(Path file) throws NoSuchFileException {
        CfgFile cfg = new CfgFile(file.getFileName().toString());
        TextFile text = TextFile.read(file, LARGEST);
        text.problem().ifPresent(cfg.problems::add);
        text.text().ifPresent(cfg::parse);
        return cfg;
    }

    /** In the order of the file. */
    Map<String, String> values() {
        return values;
    }

    /** Where each key stands. */
    Map<String, Position> positions() {
        return positions;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void parse(String text) {
        if (text.isBlank()) {
            problem(
                    0,
                    "is empty; write its settings, or a comment if it needs none, or delete it to remove the instance");
            return;
        }
        for (LogicalLines.Line line : LogicalLines.of(text)) {
            Optional<String> fault = CfgLine.fault(line);
            if (fault.isPresent()) {
                problem(line.number(), fault.get());
            } else {
                Map.Entry<String, String> entry = CfgLine.read(line);
                add(line.number(), entry.getKey(), entry.getValue());
            }
        }
    }

    /** ConfigAdmin knows no difference between upper and lower case in keys. */
    private void add(int line, String key, String value) {
        String first = spellings.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
        if (first == null) {
            values.put(key, value);
            positions.put(key, Position.ofLine(line));
        } else {
            problems.add(Problem.ofKey(
                            key,
                            "sets '" + key + "' a second time, after " + positions.get(first) + "; keep one of them")
                    .at(name, line));
        }
    }

    private void problem(int line, String message) {
        problems.add(Problem.of(message).at(name, line));
    }
}
