package dev.patchbay.toolkit;

/** The beginning of what a service says, for a sentence. */
public final class Excerpt {
    private static final String MORE = "...";

    private Excerpt() {}

    /**
     * The text if it is short enough, otherwise so much of its beginning as ends with a whole word. What is cut in two may be
     * a credential in Base64 or encoded for a URL, and half of one is recognised, and taken out, by nobody.
     *
     * @param longest the most characters of the text
     */
    public static String of(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest;
        // Only these can be of an encoding; languages that write without blanks keep their words.
        while (end > 0 && text.charAt(end - 1) > ' ' && text.charAt(end - 1) < 128) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + MORE;
    }
}
