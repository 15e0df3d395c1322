package dev.patchbay.registry.environment;

/**
 * A variable, with its place.
 *
 * @param source {@code environment} or {@code .env}
 * @param place how the source goes on to name where it stands: its name, or a line
 */
public record Variable(String name, String value, String source, String place) {

    /** The source of what the process has been given. */
    public static final String ENVIRONMENT = "environment";

    /** Its value may be a secret. */
    @Override
    public String toString() {
        return source + ' ' + place;
    }
}
