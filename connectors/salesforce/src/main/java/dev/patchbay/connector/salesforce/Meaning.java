package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ErrorCode;
import dev.patchbay.toolkit.http.ErrorRules;
import dev.patchbay.toolkit.http.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * What Salesforce means by its error codes. A request that is refused as a whole is answered by a list of
 * {@code {message, errorCode}}, a record of many by {@code {message, statusCode}}.
 */
final class Meaning {
    /** Of a limit that tells no time: that of concurrent requests is soon over, that of a day frees some all the time. */
    private static final Duration LIMITED_FOR = Duration.ofMinutes(1);

    private Meaning() {}

    static ErrorRules rules() {
        return ErrorRules.builder()
                .messages("/0/errorCode", "/0/message", "/error", "/error_description")
                .special(response -> errorCode(response).flatMap(Meaning::of))
                .limitedFor(LIMITED_FOR)
                .build();
    }

    /** The first error's code; empty if the answer tells none. */
    static Optional<String> errorCode(Response response) {
        return response.details().text("/0/errorCode");
    }

    /** Empty where the status tells enough. */
    static Optional<ErrorCode> of(String errorCode) {
        if (errorCode.startsWith("INSUFFICIENT_ACCESS")) {
            return Optional.of(ErrorCode.PERMISSION_DENIED);
        }
        return switch (errorCode) {
            case "REQUEST_LIMIT_EXCEEDED" -> Optional.of(ErrorCode.RATE_LIMITED);
            case "INVALID_SESSION_ID" -> Optional.of(ErrorCode.AUTHENTICATION_FAILED);
            case "API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED", "FUNCTIONALITY_NOT_ENABLED" ->
                Optional.of(ErrorCode.PERMISSION_DENIED);
            case "INVALID_QUERY_LOCATOR" -> Optional.of(ErrorCode.CURSOR_INVALID);
            case "INVALID_TYPE" -> Optional.of(ErrorCode.UNSUPPORTED_CAPABILITY);
            case "UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE" -> Optional.of(ErrorCode.REMOTE_UNAVAILABLE);
            default -> Optional.empty();
        };
    }
}
