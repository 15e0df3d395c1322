package dev.patchbay.connector.github;

import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.http.Authentication;

/** By which of the settings GitHub is told who asks. */
final class Access {
    private Access() {}

    static Authentication of(ConnectorContext context, Settings settings) {
        return settings.token().isBlank()
                ? Authentication.none()
                : Authentication.bearer(() -> context.secret("token"));
    }

    static boolean isGiven(Settings settings) {
        return !settings.token().isBlank() || !settings.app_id().isBlank();
    }
}
