package dev.patchbay.toolkit.changes;

import dev.patchbay.toolkit.http.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Up to when what has changed can be taken as told. What changes from then on is left for the next pull: it may not be all
 * there yet, or may lie where was read already.
 */
public final class Horizon {
    private Horizon() {}

    /**
     * By the clock of the service, which tells seconds.
     *
     * @param settle for how long a change is left alone
     * @return the end of time if the answer does not say when it was made
     */
    public static Instant of(Response response, Duration settle) {
        try {
            return response.header("Date")
                    .map(each -> ZonedDateTime.parse(each, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .minus(settle))
                    .orElse(Instant.MAX);
        } catch (DateTimeException odd) {
            return Instant.MAX;
        }
    }
}
