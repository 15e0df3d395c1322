package dev.patchbay.toolkit.tls;

/**
 * The settings of an instance that say whom it trusts and who it is. A connector that speaks TLS repeats them in its own
 * settings, described by the constants here, as one annotation cannot be made of another; {@link Tls} reads them here.
 * None of them is required.
 */
public @interface TlsSettings {
    /** What is told of {@link #tls_ca}. */
    String CA = "The PEM file of authorities that are trusted besides those of the JVM, such as one's own or those of a"
            + " proxy that looks inside";

    /** What is told of {@link #tls_certificate}. */
    String CERTIFICATE =
            "Who we are to a server that asks for a client certificate: a PEM file with the certificate and"
                    + " those above it, or a PKCS#12 file (.p12, .pfx)";

    /** What is told of {@link #tls_key}. */
    String KEY = "The PEM file of the certificate's private key, without a password, if it is not in the certificate's"
            + " own file";

    /** What is told of {@link #tls_password}. */
    String PASSWORD = "The password of the PKCS#12 file that 'tls.certificate' names";

    String tls_ca() default "";

    String tls_certificate() default "";

    String tls_key() default "";

    /** A password setting. */
    String tls_password() default "";
}
