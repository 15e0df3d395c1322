package dev.patchbay.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Passwords of which each has the same mark, so that a piece of any is recognised; looked for by decoding what is found, not
 * by encoding what is known.
 */
final class Canaries {
    /** No other text of a test has it. */
    private static final String MARK = "cAn4ry";

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}");
    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

    private String last = "";

    /** A new one; with characters that are encoded in Base64, URLs and JSON in different ways. */
    String plant(String name) {
        last = name + "/" + MARK + "+" + MARK + "&~" + UUID.randomUUID() + "?\"é " + MARK;
        return last;
    }

    /** One of letters only. */
    String plain() {
        return MARK.repeat(3);
    }

    /** A new one that can stand in a header, and that begins with letters, of which any part is recognised. */
    String plantForHeader(String name) {
        return plain() + plant(name).replace("é", "");
    }

    /** The one that was planted last. */
    String last() {
        return last;
    }

    void requireNoneIn(String where, Collection<String> texts) {
        List<String> found = new ArrayList<>();
        texts.stream().flatMap(String::lines).filter(Canaries::hasMark).forEach(found::add);
        if (!found.isEmpty()) {
            throw new AssertionError(where + " has " + found.size() + " lines with a secret: "
                    + String.join("\n", found.subList(0, Math.min(20, found.size()))));
        }
    }

    void requireNoneInFiles(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                // Classes are compressed; nothing of a runtime is in them.
                boolean archive = file.toString().endsWith(".jar") || content.startsWith("PK");
                if (content.contains(MARK) || !archive && hasMark(content)) {
                    found.add(file.toString());
                }
            }
        }
        if (!found.isEmpty()) {
            throw new AssertionError("files with a secret: " + found);
        }
    }

    static boolean hasMark(String text) {
        return text.contains(MARK) || decoded(text).contains(MARK) || hasEncodedMark(text);
    }

    private static String decoded(String text) {
        Matcher matcher = ENCODED.matcher(text);
        return matcher.replaceAll(
                match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    private static boolean hasEncodedMark(String text) {
        Matcher runs = BASE64.matcher(text.replace("\\/", "/"));
        while (runs.find()) {
            String run = runs.group().replace('-', '+').replace('_', '/');
            for (int from = 0; from < 4 && from < run.length(); from++) {
                int length = (run.length() - from) / 4 * 4;
                byte[] bytes = Base64.getDecoder().decode(run.substring(from, from + length));
                if (new String(bytes, StandardCharsets.ISO_8859_1).contains(MARK)) {
                    return true;
                }
            }
        }
        return false;
    }
}
