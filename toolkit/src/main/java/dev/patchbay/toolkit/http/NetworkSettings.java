package dev.patchbay.toolkit.http;

/**
 * The settings of an instance that say by which way its service is reached. A connector repeats them, and those of
 * {@link dev.patchbay.toolkit.tls.TlsSettings}, in its own settings, described by the constants here, as one annotation
 * cannot be made of another; {@link HttpService} reads them here. None of them is required.
 */
public @interface NetworkSettings {
    /** What is told of {@link #proxy}. */
    String PROXY = "http://HOST:PORT, or none for a direct way; HTTPS_PROXY of the environment if empty";

    /** What is told of {@link #no_proxy}. */
    String NO_PROXY = "Hosts that are spoken to directly, with commas between, such as example.com, 10.0.0.0/8";

    /** What is told of {@link #proxy_user}. */
    String PROXY_USER = "Who the proxy lets through";

    /** What is told of {@link #proxy_password}. */
    String PROXY_PASSWORD = "The password of 'proxy.user'";

    String proxy() default "";

    String no_proxy() default "";

    String proxy_user() default "";

    /** A password setting. */
    String proxy_password() default "";
}
