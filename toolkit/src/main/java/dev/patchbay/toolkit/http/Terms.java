package dev.patchbay.toolkit.http;

import java.time.Clock;
import java.util.Map;
import java.util.Set;

/**
 * What holds for all requests to a service.
 *
 * @param origins to whom credentials may be shown
 * @param maxBytes of an answer in memory
 */
record Terms(
        Map<String, String> headers,
        Set<Origin> origins,
        ErrorRules errors,
        LimitHeaders limits,
        int maxBytes,
        Clock clock) {

    Terms {
        headers = Map.copyOf(headers);
        origins = Set.copyOf(origins);
    }

    /** Of another service. */
    Terms elsewhere(Origin origin, ErrorRules rules) {
        return new Terms(headers, Set.of(origin), rules, limits, maxBytes, clock);
    }
}
