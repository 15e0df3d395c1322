package dev.patchbay.toolkit.http;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Queries of URLs, as text. */
final class Queries {

    private Queries() {}

    /** A URL without the parameters of these names. */
    static String without(String url, Set<String> names) {
        int mark = url.indexOf('?');
        if (mark < 0 || names.isEmpty()) {
            return url;
        }
        Set<String> encoded = names.stream().map(Encoding::encode).collect(Collectors.toSet());
        String rest = Stream.of(url.substring(mark + 1).split("&"))
                .filter(each -> !names.contains(name(each)) && !encoded.contains(name(each)))
                .collect(Collectors.joining("&"));
        return url.substring(0, mark) + (rest.isEmpty() ? "" : "?" + rest);
    }

    /** A URL with more parameters at its end. */
    static String with(String url, Map<String, String> more) {
        return more.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + Encoding.pairs(more.entrySet());
    }

    private static String name(String pair) {
        int mark = pair.indexOf('=');
        return mark < 0 ? pair : pair.substring(0, mark);
    }
}
