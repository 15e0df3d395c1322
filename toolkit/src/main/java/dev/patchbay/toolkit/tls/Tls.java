package dev.patchbay.toolkit.tls;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.ConnectorContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS as an instance and its runtime have it: whom they trust besides those whom the JVM trusts, and who they say they are.
 * {@link dev.patchbay.toolkit.http.HttpService} uses it by itself; a connector that speaks something else than HTTP asks
 * here. One for each connector object: its files are read once, when they are first needed. Thread-safe.
 *
 * <p>For all instances: the authorities in the PEM file that the environment variable {@code SSL_CERT_FILE} names, and the
 * JVM's own, {@code javax.net.ssl.trustStore} and {@code javax.net.ssl.keyStore}.
 */
public final class Tls {
    private final Authorities authorities;
    private final Identity identity;
    /** Guarded by this; null until it is asked for. */
    private Optional<SSLContext> context;

    private Tls(Authorities authorities, Identity identity) {
        this.authorities = authorities;
        this.identity = identity;
    }

    /** @param context asked for the settings of {@link TlsSettings} */
    public static Tls of(ConnectorContext context) {
        return of(context, System::getenv);
    }

    /** @param environment for tests, instead of the environment of the process; null for what is not set */
    public static Tls of(ConnectorContext context, UnaryOperator<String> environment) {
        TlsSettings settings = context.config(TlsSettings.class);
        String global = environment.apply("SSL_CERT_FILE");
        return new Tls(
                new Authorities(
                        new TlsFile("SSL_CERT_FILE", global == null ? "" : global),
                        new TlsFile("tls.ca", settings.tls_ca())),
                new Identity(settings, context::secret));
    }

    /**
     * Empty if all is as the JVM has it.
     *
     * @throws ConnectorException with INVALID_CONFIG if a file is not what it should be
     */
    public synchronized Optional<SSLContext> context() {
        if (context == null) {
            context = authorities.areMore() || identity.isOwn() ? Optional.of(made()) : Optional.empty();
        }
        return context;
    }

    /**
     * What makes connections, for libraries that want that.
     *
     * @throws ConnectorException with INVALID_CONFIG if a file is not what it should be
     */
    public SSLSocketFactory sockets() {
        return context().map(SSLContext::getSocketFactory).orElseGet(() ->
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private SSLContext made() {
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(identity.managers(), authorities.managers(), null);
            return made;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConnectorException(
                    ErrorCode.INVALID_CONFIG,
                    "the certificates of the instance cannot be used together; see that 'tls.key' belongs to"
                            + " 'tls.certificate'",
                    e);
        }
    }
}
