package dev.patchbay.toolkit.http;

import dev.patchbay.model.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a service means by the statuses it refuses with, and where it says why. Immutable. */
public final class ErrorRules {
    private final List<String> messages;
    private final Map<Integer, ErrorCode> codes;
    private final Function<Response, Optional<ErrorCode>> special;
    private final Duration limitedFor;

    private ErrorRules(Builder builder) {
        this.messages = List.copyOf(builder.messages);
        this.codes = Map.copyOf(builder.codes);
        this.special = builder.special;
        this.limitedFor = builder.limitedFor;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The code of a refusal. */
    ErrorCode code(Response response) {
        return special.apply(response)
                .or(() -> Optional.ofNullable(codes.get(response.status())))
                .orElseGet(() -> usual(response));
    }

    /** Where an answer in JSON says why. */
    List<String> messages() {
        return messages;
    }

    /** How long a limit lasts that says nothing of it; empty if nobody knows. */
    Optional<Duration> limitedFor() {
        return Optional.ofNullable(limitedFor);
    }

    private static ErrorCode usual(Response response) {
        int status = response.status();
        return switch (status) {
            case 401, 407 -> ErrorCode.AUTHENTICATION_FAILED;
            case 403 -> response.isLimited() ? ErrorCode.RATE_LIMITED : ErrorCode.PERMISSION_DENIED;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 408, 425 -> ErrorCode.REMOTE_UNAVAILABLE;
            case 501, 505 -> ErrorCode.REMOTE_REJECTED;
            default -> {
                if (status >= 500) {
                    yield ErrorCode.REMOTE_UNAVAILABLE;
                }
                yield status >= 400 ? ErrorCode.REMOTE_REJECTED : ErrorCode.UNEXPECTED_RESPONSE;
            }
        };
    }

    /** Collects rules; not thread-safe. */
    public static final class Builder {
        private final List<String> messages = new ArrayList<>(
                List.of("/message", "/error/message", "/error_description", "/error", "/detail", "/title"));
        private final Map<Integer, ErrorCode> codes = new HashMap<>();
        private Function<Response, Optional<ErrorCode>> special = response -> Optional.empty();
        private Duration limitedFor;

        private Builder() {}

        /** Where the service's own words lie in its JSON, as pointers, instead of the usual places; what is there is joined. */
        public Builder messages(String... pointers) {
            messages.clear();
            messages.addAll(List.of(pointers));
            return this;
        }

        /** What a status means here, if not the usual. */
        public Builder code(int status, ErrorCode code) {
            codes.put(status, code);
            return this;
        }

        /** What a refusal means that only its headers or content tell; empty leaves it to its status. */
        public Builder special(Function<Response, Optional<ErrorCode>> rule) {
            this.special = rule;
            return this;
        }

        /** How long to wait when a limit was met and the answer tells no time. */
        public Builder limitedFor(Duration wait) {
            this.limitedFor = wait;
            return this;
        }

        public ErrorRules build() {
            return new ErrorRules(this);
        }
    }
}
