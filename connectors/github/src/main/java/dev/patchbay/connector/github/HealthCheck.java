package dev.patchbay.connector.github;

import dev.patchbay.model.Health;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Response;
import java.time.Instant;

/** Whether GitHub lets us in, how much it lets us, and whether the repository can be seen. */
final class HealthCheck {
    private final HttpService http;
    private final String repository;
    private final boolean hasCredentials;

    HealthCheck(HttpService http, String repository, boolean hasCredentials) {
        this.http = http;
        this.repository = repository;
        this.hasCredentials = hasCredentials;
    }

    /** Fails as any request does: the runtime makes DOWN of that, with its cause. */
    Health health(CallContext call) {
        // It counts for no limit. A server on which limits are off has nothing there.
        Response limits = http.get("/rate_limit").accept(404).send(call);
        if (limits.status() != 404) {
            Document core = limits.document();
            long remaining = core.number("/resources/core/remaining").orElse(1L);
            if (remaining == 0) {
                return Health.degraded("GitHub takes no request before "
                        + core.number("/resources/core/reset")
                                .map(Instant::ofEpochSecond)
                                .map(Instant::toString)
                                .orElse("its limit is renewed")
                        + ": the limit of "
                        + core.number("/resources/core/limit").orElse(0L)
                        + " requests an hour is used up; ask less often"
                        + (hasCredentials ? "" : ", or set a 'token'"));
            }
        }
        if (repository.isBlank()) {
            return Health.up("GitHub answers" + (hasCredentials ? "" : ", without credentials"));
        }
        Repository named = Repository.parse(repository);
        Response seen = named.in(http.get("/repos/{owner}/{repo}")).accept(404).send(call);
        if (seen.status() == 404) {
            return Health.down("repository '" + named + "' is not there, or "
                    + (hasCredentials
                            ? "the credentials may not see it; give them the permission Contents or Metadata: read"
                            : "is private; set a 'token' that may read it"));
        }
        return Health.up("GitHub answers, and '"
                + seen.document().text("/full_name").orElse(named.toString()) + "' can be read");
    }
}
