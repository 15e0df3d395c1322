package dev.patchbay.launcher.command;

/** What the JDK's HTTP client is to do otherwise than by itself. It looks once, when its classes are loaded. */
final class HttpProperties {
    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";

    private HttpProperties() {}

    /** Sets them where whoever started the JVM has said nothing. */
    static void set() {
        // By itself it shows no password to a proxy on the way to https, although that is what one is set for.
        if (System.getProperty(TUNNELING) == null) {
            System.setProperty(TUNNELING, "");
        }
    }
}
