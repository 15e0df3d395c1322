package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Sentences about requests that got no answer, or half of one. */
final class Failures {
    private final Origin origin;
    private final String what;
    private final Optional<String> proxy;

    /** @param proxy through which it is spoken to */
    Failures(Origin origin, String what, Optional<String> proxy) {
        this.origin = origin;
        this.what = what;
        this.proxy = proxy;
    }

    ConnectorException of(Throwable failure) {
        if (failure instanceof ConnectorException told) {
            return told;
        }
        if (has(failure, TooLong.class)) {
            return wrong("answers " + what + " with more than is allowed; ask for less at once", failure);
        }
        if (has(failure, HttpConnectTimeoutException.class)) {
            return away(
                            way()
                                    + " cannot be reached in time; see that it is up, the way to it open, and the scheme of 'url' right",
                            failure)
                    .unapplied();
        }
        if (has(failure, HttpTimeoutException.class)) {
            return late(failure);
        }
        if (has(failure, SSLException.class)) {
            return tls(failure);
        }
        return unconnected(failure).orElseGet(() -> brokenOff(failure));
    }

    ConnectorException late(Throwable cause) {
        return new ConnectorException(
                ErrorCode.TIMED_OUT,
                "'" + origin + "' did not answer " + what
                        + " within the time of the call; ask for less, or raise 'timeout'",
                cause);
    }

    private Optional<ConnectorException> unconnected(Throwable failure) {
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            String name = proxy.isPresent() ? "the proxy '" + proxy.get() + "'" : "'" + origin.host() + "'";
            String key = proxy.isPresent() ? "'proxy'" : "'url'";
            return Optional.of(
                    away(name + " is a name that DNS does not know; correct " + key + " or see to DNS", failure)
                            .unapplied());
        }
        if (has(failure, NoRouteToHostException.class)) {
            return Optional.of(away(way() + " cannot be reached, there is no way to it; see to the network", failure)
                    .unapplied());
        }
        if (has(failure, ConnectException.class)) {
            return Optional.of(away(way() + " takes no connection; see that it is up and 'url' names its port", failure)
                    .unapplied());
        }
        return Optional.empty();
    }

    private ConnectorException tls(Throwable failure) {
        if (has(failure, CertificateException.class) || has(failure, CertPathValidatorException.class)) {
            return away(
                            "'" + origin
                                    + "' cannot be trusted: its certificate has ended, is of another name, or of an"
                                    + " authority that is not known here; set 'tls.ca' to the authority's PEM file",
                            failure)
                    .unapplied();
        }
        ConnectorException failed = away(
                "'" + origin
                        + "' and we found no way to speak TLS; see that it speaks https at this port and whether it"
                        + " wants a client certificate ('tls.certificate')",
                failure);
        return has(failure, SSLHandshakeException.class) ? failed.unapplied() : failed;
    }

    private ConnectorException brokenOff(Throwable failure) {
        if (has(failure, ProtocolException.class)) {
            return wrong("answers " + what + " with something that is not HTTP; see that 'url' is right", failure);
        }
        if (has(failure, ZipException.class)) {
            return wrong("answers " + what + " with something that is not gzip as it says; look into its log", failure);
        }
        return away(
                "the connection to " + way() + " broke off during " + what + "; see that it is up and try again",
                failure);
    }

    private String way() {
        return proxy.map(each -> "the proxy '" + each + "' on the way to '" + origin + "'")
                .orElse("'" + origin + "'");
    }

    private static ConnectorException away(String sentence, Throwable cause) {
        return new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, sentence, cause);
    }

    private ConnectorException wrong(String rest, Throwable cause) {
        return new ConnectorException(ErrorCode.UNEXPECTED_RESPONSE, "'" + origin + "' " + rest, cause);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        int depth = 0;
        for (Throwable each = failure; each != null && depth < 20; each = each.getCause(), depth++) {
            if (kind.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
