package dev.patchbay.registry.files;

import dev.patchbay.registry.format.SettingKey;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a .cfg file: looked over for what java.util.Properties would silently misread, then read by it. */
final class CfgLine {
    /** Possessive, since a long line would overflow the stack otherwise. */
    private static final Pattern SEPARATED =
            Pattern.compile("[ \\t\\f]*(?:[^=:\\s\\\\]++|\\\\.)++[ \\t\\f]*[=:].*", Pattern.DOTALL);

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)", Pattern.DOTALL);
    private static final String PLAIN_ESCAPES = "tnrf";

    private CfgLine() {}

    /** What is wrong, as a sentence that does not quote the value; empty if nothing is. */
    static Optional<String> fault(LogicalLines.Line line) {
        if (line.open()) {
            return Optional.of("ends in a backslash, after which nothing follows; remove it or go on in the next line");
        }
        Optional<String> escape = brokenEscape(line.text());
        if (escape.isPresent()) {
            return escape;
        }
        // The text itself is not quoted: it may be a piece of a key or a password.
        if (!SEPARATED.matcher(line.text()).matches()) {
            return Optional.of("has no '=' after a key; write key=value, or # before a comment");
        }
        return SettingKey.fault(read(line).getKey());
    }

    /** Key and value of a line without fault. */
    static Map.Entry<String, String> read(LogicalLines.Line line) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(line.text()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String key = properties.stringPropertyNames().iterator().next();
        // The same few keys stand in many files, and stay in memory as long as their values.
        return Map.entry(key.intern(), properties.getProperty(key));
    }

    /** Properties drops the backslash of an escape that it does not know, which makes C:data of C:\data. */
    private static Optional<String> brokenEscape(String text) {
        Matcher escape = ESCAPE.matcher(text);
        while (escape.find()) {
            String what = escape.group(1);
            if (what.equals("u")) {
                return Optional.of("has a broken escape: '\\u' needs four hex digits; write '\\\\' for a backslash");
            }
            boolean letter = what.length() == 1
                    && (Character.isLetterOrDigit(what.charAt(0)) || what.equals(","))
                    && PLAIN_ESCAPES.indexOf(what.charAt(0)) < 0;
            if (letter) {
                return Optional.of("has a broken escape: '\\" + what + "' means nothing; write '\\\\' for a backslash");
            }
        }
        return Optional.empty();
    }
}
