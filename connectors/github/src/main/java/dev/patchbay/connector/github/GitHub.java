package dev.patchbay.connector.github;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.http.ErrorRules;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * GitHub as a service over HTTP, and what it means by its refusals.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate limits</a>
 */
final class GitHub {
    /** What GitHub asks for where a secondary limit says no time. */
    private static final Duration SECONDARY_LIMIT = Duration.ofMinutes(1);

    private GitHub() {}

    /** Asked without credentials. */
    static HttpService service(ConnectorContext context, Settings settings) {
        return HttpService.builder(context, settings.url().trim())
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .errors(ErrorRules.builder()
                        .messages(
                                "/message",
                                "/errors/0/message",
                                "/errors/0/resource",
                                "/errors/0/field",
                                "/errors/0/code")
                        .special(GitHub::limited)
                        .limitedFor(SECONDARY_LIMIT)
                        .build())
                .build();
    }

    /** Secondary limits come as 403 or 429, some without any header that tells so. */
    private static Optional<ErrorCode> limited(Response response) {
        boolean refused = response.status() == 403 || response.status() == 429;
        return refused && response.text().toLowerCase(Locale.ROOT).contains("rate limit")
                ? Optional.of(ErrorCode.RATE_LIMITED)
                : Optional.empty();
    }
}
