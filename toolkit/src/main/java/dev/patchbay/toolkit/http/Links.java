package dev.patchbay.toolkit.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Link} headers by RFC 8288. */
final class Links {
    // Possessive, as a pattern that may go back needs a stack as deep as a hostile header has parameters.
    private static final Pattern LINK =
            Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^\\s=;,]+\\s*(?:=\\s*(?:\"[^\"]*\"|[^\\s;,\"]*))?)*+)");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^\\s=;,]+)\\s*(?:=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]*)))?");

    private Links() {}

    static Optional<String> find(List<String> headers, String relation) {
        for (String header : headers) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                if (names(link.group(2), relation)) {
                    return Optional.of(link.group(1).strip());
                }
            }
        }
        return Optional.empty();
    }

    /** By the first parameter of the name; another's value may look like one. */
    private static boolean names(String parameters, String relation) {
        Matcher parameter = PARAMETER.matcher(parameters);
        while (parameter.find()) {
            if (parameter.group(1).equalsIgnoreCase("rel")) {
                String words = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
                return words != null
                        && (words.equals(relation)
                                || List.of(words.toLowerCase(Locale.ROOT)
                                                .strip()
                                                .split("\\s+"))
                                        .contains(relation));
            }
        }
        return false;
    }
}
