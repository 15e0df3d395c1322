package dev.patchbay.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instructions of a Dockerfile in their order, without comments, lines that go on put together. */
final class Dockerfile {
    private static final Pattern INSTRUCTION = Pattern.compile("([A-Z]+) +(.+)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    private final List<Instruction> instructions = new ArrayList<>();

    /** One step, such as RUN with its command. */
    record Instruction(String name, String arguments) {
        /** Of what is written as a JSON array: nothing of it is read by a shell. */
        List<String> words() {
            if (!arguments.contains("[")) {
                throw new AssertionError(name + " " + arguments + " is not in exec form: no signal would reach it");
            }
            return WORD.matcher(arguments.substring(arguments.indexOf('[')))
                    .results()
                    .map(each -> each.group(1))
                    .toList();
        }
    }

    static Dockerfile read(Path file) throws IOException {
        Dockerfile read = new Dockerfile();
        String text = Files.readString(file).replaceAll("(?m)^#.*\\R", "").replaceAll("\\\\\\R\\s*", "");
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            Matcher matcher = INSTRUCTION.matcher(line);
            if (!matcher.matches()) {
                throw new AssertionError("'" + line + "' is no instruction");
            }
            read.instructions.add(new Instruction(matcher.group(1), matcher.group(2)));
        }
        return read;
    }

    List<Instruction> all() {
        return instructions;
    }

    /** The last of a name, which is the one that counts. */
    Instruction last(String name) {
        return instructions.stream()
                .filter(each -> each.name().equals(name))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("there is no " + name));
    }
}
