package dev.patchbay.connector.github;

import dev.patchbay.model.FailureCause;
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
        // It counts for no limit. A server on which limits are off has nothing there, and says so.
        Response limits = http.get("/rate_limit").accept(404).send(call);
        boolean off = limits.status() == 404;
        Document told = off ? limits.details() : limits.document();
        if (told.at(off ? "/message" : "/resources/core").isEmpty()) {
            return Health.down(
                            "what answers at 'url' is not GitHub's REST interface; set it to https://api.github.com, or"
                                    + " for a GitHub Enterprise Server to https://HOST/api/v3")
                    .causedBy(FailureCause.SETTINGS);
        }
        if (told.number("/resources/core/remaining").filter(each -> each == 0).isPresent()) {
            return usedUp(told);
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
                                    : "is private; set a 'token' that may read it"))
                    .causedBy(FailureCause.PERMISSION);
        }
        return Health.up("GitHub answers, and '"
                + seen.document().text("/full_name").orElse(named.toString()) + "' can be read");
    }

    private Health usedUp(Document told) {
        return Health.degraded("GitHub takes no request before "
                        + told.number("/resources/core/reset")
                                .map(Instant::ofEpochSecond)
                                .map(Instant::toString)
                                .orElse("its limit is renewed")
                        + ": the limit of "
                        + told.number("/resources/core/limit").orElse(0L)
                        + " requests an hour is used up; ask less often"
                        + (hasCredentials ? "" : ", or set a 'token'"))
                .causedBy(FailureCause.QUOTA);
    }
}
