package dev.patchbay.toolkit.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Link} headers by RFC 8288. */
final class Links {
    private static final Pattern LINK =
            Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^\\s=;,]+\\s*(?:=\\s*(?:\"[^\"]*\"|[^\\s;,\"]*))?)*)");
    private static final Pattern RELATION =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]*))", Pattern.CASE_INSENSITIVE);

    private Links() {}

    static Optional<String> find(List<String> headers, String relation) {
        for (String header : headers) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                Matcher named = RELATION.matcher(link.group(2));
                if (named.find() && names(named, relation)) {
                    return Optional.of(link.group(1).strip());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean names(Matcher named, String relation) {
        String words = named.group(1) == null ? named.group(2) : named.group(1);
        return List.of(words.toLowerCase(Locale.ROOT).split("\\s+")).contains(relation);
    }
}
