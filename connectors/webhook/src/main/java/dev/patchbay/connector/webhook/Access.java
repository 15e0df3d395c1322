package dev.patchbay.connector.webhook;

import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.http.Authentication;
import dev.patchbay.toolkit.http.HttpService;

/** The service with what each request shows of who asks. */
final class Access {

    private Access() {}

    static HttpService service(ConnectorContext context, Settings settings) {
        HttpService.Builder service =
                HttpService.builder(context, settings.url()).authentication(authentication(context, settings));
        for (String each : settings.headers()) {
            int colon = each.indexOf(':');
            if (colon > 0) {
                service.header(
                        each.substring(0, colon).strip(),
                        each.substring(colon + 1).strip());
            }
        }
        return service.build();
    }

    private static Authentication authentication(ConnectorContext context, Settings settings) {
        String name = settings.auth_name().strip();
        return switch (settings.auth()) {
            case "bearer" -> Authentication.bearer(() -> context.secret("token"));
            case "header" -> Authentication.header(name, () -> context.secret("token"));
            case "query" -> Authentication.query(name, () -> context.secret("token"));
            case "basic" -> Authentication.basic(settings.user().strip(), () -> context.secret("password"));
            case "hmac" -> Signing.ofRequests(settings).requests(() -> context.secret("token"));
            default -> Authentication.none();
        };
    }
}
