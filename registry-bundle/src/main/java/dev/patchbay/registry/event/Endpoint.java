package dev.patchbay.registry.event;

/** Where a request goes, without what may be secret in it: no query, no fragment, no user and password. */
public final class Endpoint {
    private static final int LONGEST = 1_000;

    private Endpoint() {}

    /** A path or an address as it may be told; the text {@code null} for null. */
    public static String plain(String endpoint) {
        String text = String.valueOf(endpoint);
        int end = endOfPath(text);
        int authority = text.indexOf("//");
        if (authority < 0 || authority >= end) {
            return bounded(text.substring(0, end));
        }
        int host = authority + 2;
        int path = text.indexOf('/', host);
        int user = text.lastIndexOf('@', (path < 0 || path > end ? end : path) - 1);
        return bounded(user < host ? text.substring(0, end) : text.substring(0, host) + text.substring(user + 1, end));
    }

    /** Nobody needs a text that fills a page. */
    static String bounded(String text) {
        String some = String.valueOf(text);
        return some.length() <= LONGEST ? some : some.substring(0, LONGEST) + "...";
    }

    private static int endOfPath(String text) {
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            if (each == '?' || each == '#') {
                return index;
            }
        }
        return text.length();
    }
}
