package dev.patchbay.registry.secret;

import java.time.Duration;

/** How often providers are asked again, as the launcher has checked it: {@code 500ms}, {@code 2s}, {@code 5m}. */
final class RefreshPause {
    /** Less than the two seconds in which a change is to arrive, because reading takes time, too. */
    static final Duration USUAL = Duration.ofMillis(1_500);

    private static final Duration SHORTEST = Duration.ofMillis(10);

    private RefreshPause() {}

    /** The usual pause for a text that is none, or null. */
    static Duration of(String text) {
        if (text == null || !text.matches("[0-9]{1,9}(ms|s|m|h)")) {
            return USUAL;
        }
        long number = Long.parseLong(text.replaceAll("[a-z]", ""));
        Duration pause = switch (text.replaceAll("[0-9]", "")) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
        return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
    }
}
