package dev.patchbay.registry.secret.keystore;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.regex.Pattern;

/** How a secret may be called in the keystore: {@code NAME}, {@code TENANT/NAME} or {@code @shared/NAME}. */
final class PlaceName {
    private static final Pattern NAME =
            Pattern.compile("(?:(?:@shared|[a-z0-9][a-z0-9-]{0,62})/)?[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    private PlaceName() {}

    /** @throws ConnectorException if a new secret must not be called so */
    static void require(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_CONFIG,
                    "'" + name
                            + "' is no name for a secret; it has up to 128 of a-z, A-Z, 0-9, '_', '-' and '.', the last"
                            + " two not first");
        }
    }
}
