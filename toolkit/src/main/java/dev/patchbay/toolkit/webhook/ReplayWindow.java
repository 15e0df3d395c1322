package dev.patchbay.toolkit.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How old a delivery may be, or how far ahead: what was overheard cannot be sent again later. */
record ReplayWindow(Duration width, Clock clock) {

    /** @param seconds since 1970, as they came in */
    void check(String seconds) {
        if (!seconds.matches("\\d{1,12}")) {
            throw refused("the delivery's time is no number of seconds since 1970; see which header has it");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), clock.instant());
        if (age.abs().compareTo(width) > 0) {
            throw refused(
                    "the delivery was signed " + age.abs().toSeconds() + " s " + (age.isNegative() ? "ahead" : "ago")
                            + ", more than the " + width.toSeconds() + " s allowed; see to the clocks of both sides");
        }
    }

    static ConnectorException refused(String sentence) {
        return new ConnectorException(ErrorCode.AUTHENTICATION_FAILED, sentence);
    }
}
