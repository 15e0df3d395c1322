package dev.patchbay.registry.yaml;

import dev.patchbay.registry.config.Position;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What the parser has against a text, in a sentence that quotes at most one character of it. */
final class YamlSyntax {
    /** Behind these the parser quotes what it has found, which may be a part of a password. */
    private static final Pattern QUOTING =
            Pattern.compile("(?s)(, but (found|got)|(?<=tag handle|version|URI in UTF-8|escape character)\\b).*");

    private YamlSyntax() {}

    static BrokenYamlException fault(YamlEngineException e, String text) {
        if (e instanceof MarkedYamlEngineException marked) {
            Position at = marked.getProblemMark()
                    .or(marked::getContextMark)
                    .map(mark -> new Position(mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(Position.NONE);
            String where =
                    marked.getContext() == null ? "" : " " + marked.getContext().strip();
            return broken(QUOTING.matcher(String.valueOf(marked.getProblem())).replaceFirst("") + where, at);
        }
        if (e instanceof ReaderException reader) {
            return broken(
                    String.format("the character 0x%X is not allowed", reader.getCodePoint()),
                    position(text, reader.getPosition()));
        }
        return broken("the parser cannot read it", Position.NONE);
    }

    private static BrokenYamlException broken(String what, Position at) {
        String hint = what.contains("TAB") ? "indent with spaces" : "mend that";
        return new BrokenYamlException("is no YAML: " + what + "; " + hint + ", until then nothing in it counts", at);
    }

    /** Of a character, counted in code points. */
    private static Position position(String text, int codePoints) {
        int end = text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
        String before = text.substring(0, end);
        int line = 1 + (int) before.chars().filter(each -> each == '\n').count();
        return new Position(line, end - before.lastIndexOf('\n'));
    }
}
