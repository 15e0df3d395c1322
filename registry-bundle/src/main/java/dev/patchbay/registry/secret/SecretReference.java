package dev.patchbay.registry.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place where a secret is, written {@code $[scheme:name]}, as a whole value or inside a text.
 *
 * @param scheme who resolves it: {@code secret}, {@code env}, {@code file} or that of a provider
 * @param name what the provider knows it by; any text without {@code ]} and line ends
 */
public record SecretReference(String scheme, String name) {

    /** The scheme of a value that stands in a .cfg file and is kept out of ConfigAdmin. */
    public static final String FILE = "file";

    private static final String SCHEME = "[a-z][a-z0-9-]*";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\[(" + SCHEME + "):([^\\]\\r\\n]+)\\]");
    private static final Pattern BROKEN = Pattern.compile("\\$\\[" + SCHEME + ":(?:\\]|[^\\]]*$)");

    /** Reads a text that is one reference and nothing else. */
    public static Optional<SecretReference> parse(String text) {
        if (!text.startsWith("$[")) {
            return Optional.empty();
        }
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.matches()
                ? Optional.of(new SecretReference(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** The references in a text, in order. */
    public static List<SecretReference> allIn(String text) {
        if (!text.contains("$[")) {
            return List.of();
        }
        List<SecretReference> found = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            found.add(new SecretReference(matcher.group(1), matcher.group(2)));
        }
        return found;
    }

    /** Whether a text has the beginning of a reference that has no name or never ends. */
    public static boolean brokenIn(String text) {
        return text.contains("$[") && BROKEN.matcher(text).find();
    }

    /** The text with each reference replaced. */
    public static String replaceAll(String text, Function<SecretReference, String> replacement) {
        if (!text.contains("$[")) {
            return text;
        }
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        replacement.apply(new SecretReference(match.group(1), match.group(2)))));
    }

    @Override
    public String toString() {
        return "$[" + scheme + ':' + name + ']';
    }
}
