package dev.patchbay.contract;

import java.util.Map;
import java.util.Objects;

/**
 * One operation with its arguments, as a caller would have it run.
 *
 * @param operation its name
 */
public record Invocation(String operation, Map<String, Object> arguments) {
    public Invocation {
        Objects.requireNonNull(operation, "operation");
        arguments = Map.copyOf(arguments);
    }
}
