package dev.patchbay.registry.environment;

/**
 * A variable.
 *
 * @param source {@code environment} or {@code .env}
 */
public record Variable(String name, String value, String source) {

    /** The source of what the process has been given. */
    public static final String ENVIRONMENT = "environment";

    /** Its value may be a secret. */
    @Override
    public String toString() {
        return source + ' ' + name;
    }
}
