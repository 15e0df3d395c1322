package dev.patchbay.connector.webhook;

import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.util.Optional;

/** Whether the service lets us in at the place that the settings name. */
final class HealthCheck {
    private final HttpService http;
    private final Settings settings;
    private final String path;
    private final boolean isList;

    /** @param list the path of a list, which is asked for if the settings name nothing */
    HealthCheck(HttpService http, Settings settings, Optional<String> list) {
        this.http = http;
        this.settings = settings;
        this.isList = settings.health_path().isBlank() && list.isPresent();
        this.path = isList ? list.get() : settings.health_path().strip();
    }

    /** Fails as any request does: the runtime makes DOWN of that, with its cause. */
    Health health(CallContext call) {
        boolean head = settings.health_method().equals("HEAD");
        Request request = http.request(settings.health_method(), path)
                .named(RecordPaths.name(path))
                .accept(404, 405);
        if (isList && !settings.paging_size().isBlank()) {
            request.query(settings.paging_size().strip(), 1);
        }
        Response response = request.send(call);
        String what = settings.health_method() + " " + RecordPaths.name(path);
        if (response.status() == 404) {
            return Health.down("the service has nothing at " + what
                            + "; see to 'url', and to 'health.path' or the first of 'records'")
                    .causedBy(FailureCause.SETTINGS);
        }
        if (head ? WebPage.isCalled(response) : WebPage.isIn(response)) {
            return Health.down("the service answers " + what + " with an HTML page, such as a sign-in page; see whether"
                            + " 'url' is the address of its interface and whether somebody in between wants a sign-in")
                    .causedBy(FailureCause.SCHEMA);
        }
        if (response.status() == 405) {
            return Health.up("the service answers, but not to " + what
                    + "; set 'health.path' to see whether the credentials are accepted");
        }
        if (isList && !head) {
            // What is no list is told as it would be when pulling.
            response.objects(settings.items().strip());
        }
        return Health.up("the service answers " + what);
    }
}
