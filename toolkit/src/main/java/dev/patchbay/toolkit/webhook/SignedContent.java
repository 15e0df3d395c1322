package dev.patchbay.toolkit.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is signed.
 *
 * @param template with {@code {body}}, {@code {timestamp}} and, of a request, {@code {method}} and {@code {path}}
 */
record SignedContent(String template) {
    private static final Pattern WORD = Pattern.compile("\\{(method|path|timestamp|body)}");

    /** @param words for these names; one that is not there is empty */
    byte[] bytes(Map<String, String> words, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + template.length() + 64);
        Matcher word = WORD.matcher(template);
        int end = 0;
        while (word.find()) {
            bytes.writeBytes(utf8(template.substring(end, word.start())));
            bytes.writeBytes(word.group(1).equals("body") ? body : utf8(words.getOrDefault(word.group(1), "")));
            end = word.end();
        }
        bytes.writeBytes(utf8(template.substring(end)));
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
