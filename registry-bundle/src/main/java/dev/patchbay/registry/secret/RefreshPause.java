package dev.patchbay.registry.secret;

import java.time.Duration;

/** How often providers are asked again, as the launcher has checked it: {@code 500ms}, {@code 2s}, {@code 5m}. */
final class RefreshPause {
    static final Duration USUAL = Duration.ofSeconds(2);
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private RefreshPause() {}

    /** The usual pause for a text that is none, or null. */
    static Duration of(String text) {
        if (text == null || !text.matches("[0-9]{1,9}(ms|s|m)")) {
            return USUAL;
        }
        long number = Long.parseLong(text.replaceAll("[a-z]", ""));
        Duration pause = text.endsWith("ms")
                ? Duration.ofMillis(number)
                : text.endsWith("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
        return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
    }
}
