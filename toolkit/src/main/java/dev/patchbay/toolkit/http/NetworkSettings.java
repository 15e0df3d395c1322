package dev.patchbay.toolkit.http;

/**
 * The settings of an instance that say how to get to its service. A connector repeats those that it offers in its own
 * settings, where they are described; {@link HttpService} reads them here. None of them is required.
 */
public @interface NetworkSettings {

    /** {@code http://host:port}, or {@code none} for a direct way whatever the environment says. */
    String proxy() default "";

    /** Hosts that are spoken to directly, as in the environment variable {@code NO_PROXY}. */
    String no_proxy() default "";

    String proxy_user() default "";

    /** A password setting. */
    String proxy_password() default "";

    /** The PEM file of authorities that are trusted beside those of the JVM. */
    String tls_ca() default "";

    /** Who we are: a PEM file with the certificate and those above it, or a PKCS#12 file ({@code .p12}, {@code .pfx}). */
    String tls_certificate() default "";

    /** The PEM file with the private key, without a password, if it is not in the certificate's file. */
    String tls_key() default "";

    /** A password setting: the one of the PKCS#12 file. */
    String tls_password() default "";
}
