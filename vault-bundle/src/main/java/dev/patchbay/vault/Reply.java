package dev.patchbay.vault;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Vault answered.
 *
 * @param body the JSON object, empty if there was none
 */
record Reply(int status, Map<?, ?> body) {

    boolean succeeded() {
        return status == 200 || status == 204;
    }

    /** An object in an object. */
    Reply in(String name) {
        return new Reply(status, body.get(name) instanceof Map<?, ?> inner ? inner : Map.of());
    }

    Optional<Object> value(String name) {
        return Optional.ofNullable(body.get(name));
    }

    String text(String name) {
        return value(name).map(String::valueOf).orElse("");
    }

    long number(String name) {
        return body.get(name) instanceof Number number ? number.longValue() : 0;
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(body.get(name));
    }

    /** Whether one of the errors it lists has these words. */
    boolean tells(String words) {
        return body.get("errors") instanceof List<?> errors
                && errors.stream().map(String::valueOf).anyMatch(each -> each.contains(words));
    }
}
