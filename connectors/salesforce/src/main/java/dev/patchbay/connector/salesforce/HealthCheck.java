package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.http.Response;

/** Whether Salesforce lets us in, has the version, and how many requests it takes today. */
final class HealthCheck {
    private final Org org;
    private final String version;

    HealthCheck(Org org, String version) {
        this.org = org;
        this.version = version;
    }

    /** Fails as any request does: the runtime makes DOWN of that, with its cause. */
    Health health(CallContext call) {
        Response limits = org.request("GET", "/limits", call).accept(403, 404).send(call);
        if (limits.status() == 404) {
            return Health.down("Salesforce has no version '" + version
                            + "' of its interface; set 'api.version' to one that" + " its /services/data lists")
                    .causedBy(FailureCause.SETTINGS);
        }
        if (limits.status() == 403) {
            return withoutLimits(limits, call);
        }
        Document document = limits.document();
        long left = document.number("/DailyApiRequests/Remaining").orElse(1L);
        long most = document.number("/DailyApiRequests/Max").orElse(0L);
        return left > 0
                ? Health.up("Salesforce answers"
                        + (most > 0 ? ", " + left + " of " + most + " requests of 24 hours are left" : ""))
                : usedUp("the " + most + " requests of 24 hours are used up");
    }

    /** Limits are shown to those who may see the setup only, which a connector need not. */
    private Health withoutLimits(Response refused, CallContext call) {
        String said = Meaning.errorCode(refused).orElse("");
        if (Meaning.of(said).filter(each -> each == ErrorCode.RATE_LIMITED).isPresent()) {
            return usedUp(refused.failure(ErrorCode.RATE_LIMITED).getMessage());
        }
        if (said.startsWith("API_")) {
            throw refused.failure(ErrorCode.PERMISSION_DENIED);
        }
        org.request("GET", "/", call).send(call).object();
        return Health.up("Salesforce answers; how many requests are left is shown with the permission View Setup and"
                + " Configuration only");
    }

    private static Health usedUp(String fact) {
        return Health.degraded(
                        "Salesforce takes no request now: " + fact + "; ask less often, or have the limit raised")
                .causedBy(FailureCause.QUOTA);
    }
}
