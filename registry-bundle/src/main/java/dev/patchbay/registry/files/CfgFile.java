package dev.patchbay.registry.files;

import dev.patchbay.model.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
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
    private static final long LARGEST = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
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
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            if (Files.size(file) > LARGEST) {
                cfg.problem(0, "is larger than 1 MiB and is not read; is it a configuration?");
                return cfg;
            }
            cfg.parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (AccessDeniedException e) {
            cfg.problem(0, "may not be read; grant that to the user that the runtime runs as");
        } catch (IOException e) {
            cfg.problem(0, "cannot be read: " + e.getMessage());
        }
        return cfg;
    }

    /** In the order of the file. */
    Map<String, String> values() {
        return values;
    }

    /** The line, from 1, at which each key stands. */
    Map<String, Integer> lines() {
        return lines;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void parse(byte[] bytes) {
        String text = decode(bytes);
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
            lines.put(key, line);
        } else {
            problems.add(Problem.ofKey(
                            key,
                            "sets '" + key + "' a second time, after line " + lines.get(first) + "; keep one of them")
                    .at(name, line));
        }
    }

    private String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            int line = 1
                    + (int) text.substring(0, text.indexOf('\uFFFD'))
                            .chars()
                            .filter(character -> character == '\n')
                            .count();
            problem(line, "is not UTF-8; save the file in that encoding");
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private void problem(int line, String message) {
        problems.add(Problem.of(message).at(name, line));
    }
}
