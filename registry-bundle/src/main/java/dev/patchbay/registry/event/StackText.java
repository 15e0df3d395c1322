package dev.patchbay.registry.event;

/**
 * A failure and its causes as text. What callers have suppressed in it is left out: the exception is theirs by then, and
 * nobody has removed secrets from what they add.
 */
final class StackText {
    private static final int MOST_CAUSES = 10;

    private StackText() {}

    static String of(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable each = failure;
        for (int depth = 0; each != null && depth < MOST_CAUSES; depth++) {
            text.append(depth == 0 ? "" : "Caused by: ").append(each).append('\n');
            for (StackTraceElement line : each.getStackTrace()) {
                text.append("\tat ").append(line).append('\n');
            }
            each = each.getCause();
        }
        return text.toString();
    }
}
