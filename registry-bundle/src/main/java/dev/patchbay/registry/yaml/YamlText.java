package dev.patchbay.registry.yaml;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as they are written into YAML, so that reading them gives the same text again. */
public final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9._/@+-]*");

    private YamlText() {}

    /** A text; {@code ${} in it is escaped, since nothing is to be put in. */
    public static String of(String text) {
        if (PLAIN.matcher(text).matches() && !YamlNode.NOTHING.contains(text)) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.replace("${", "$${").codePoints().forEach(each -> append(quoted, each));
        return quoted.append('"').toString();
    }

    /** A list of texts, in one line. */
    public static String of(List<String> texts) {
        return texts.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static void append(StringBuilder quoted, int codePoint) {
        switch (codePoint) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (isWritten(codePoint)) {
                    quoted.appendCodePoint(codePoint);
                } else {
                    quoted.append(String.format("\\u%04X", codePoint));
                }
            }
        }
    }

    /** Line ends of other worlds, marks that cannot be seen and what is no character are escaped. */
    private static boolean isWritten(int codePoint) {
        return !Character.isISOControl(codePoint)
                && codePoint != '\u2028'
                && codePoint != '\u2029'
                && codePoint != '\uFEFF'
                && codePoint != '\uFFFE'
                && codePoint != '\uFFFF'
                && Character.getType(codePoint) != Character.SURROGATE;
    }
}
