package dev.patchbay.model;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/** Tells where the reason of a failure lies, by its code and the chain of its causes. */
final class CauseFinder {
    private static final int DEEPEST = 10;

    private CauseFinder() {}

    static Optional<FailureCause> find(ConnectorException failure) {
        try {
            return of(failure);
        } catch (RuntimeException | LinkageError foreign) {
            // A cause is an exception of somebody else, and its methods are foreign code.
            return Optional.empty();
        }
    }

    private static Optional<FailureCause> of(ConnectorException failure) {
        return switch (failure.code()) {
            case AUTHENTICATION_FAILED -> Optional.of(FailureCause.AUTHENTICATION);
            case PERMISSION_DENIED -> Optional.of(FailureCause.PERMISSION);
            case RATE_LIMITED -> Optional.of(FailureCause.QUOTA);
            case UNEXPECTED_RESPONSE -> Optional.of(FailureCause.SCHEMA);
            case INVALID_CONFIG -> Optional.of(FailureCause.SETTINGS);
            case REMOTE_UNAVAILABLE -> ofChain(failure).or(() -> Optional.of(FailureCause.UNAVAILABLE));
            case TIMED_OUT, OUTCOME_UNKNOWN -> ofChain(failure).or(() -> Optional.of(FailureCause.TIMEOUT));
            case CONNECTOR_FAULT -> ofChain(failure).or(() -> Optional.of(FailureCause.FAULT));
            default -> Optional.empty();
        };
    }

    /** The narrower first: clients wrap an unknown name, and a broken handshake, as a connection that failed. */
    private static Optional<FailureCause> ofChain(Throwable failure) {
        if (has(failure, UnknownHostException.class, UnresolvedAddressException.class)) {
            return Optional.of(FailureCause.DNS);
        } else if (has(failure, SSLException.class, CertificateException.class, CertPathValidatorException.class)) {
            return Optional.of(FailureCause.TLS);
        } else if (has(failure, NoRouteToHostException.class) || isConnect(failure, "unreachable")) {
            return Optional.of(FailureCause.UNREACHABLE);
        } else if (isConnect(failure, "timed out")
                || has(failure, InterruptedIOException.class, HttpTimeoutException.class, TimeoutException.class)) {
            return Optional.of(FailureCause.TIMEOUT);
        } else if (has(failure, ConnectException.class)) {
            return Optional.of(FailureCause.REFUSED);
        } else if (has(failure, SocketException.class, ClosedChannelException.class)) {
            return Optional.of(FailureCause.UNREACHABLE);
        }
        return Optional.empty();
    }

    private static boolean isConnect(Throwable failure, String said) {
        return any(
                failure,
                each -> each instanceof SocketException
                        && each.getMessage() != null
                        && each.getMessage().contains(said));
    }

    private static boolean has(Throwable failure, Class<?>... kinds) {
        return any(failure, each -> {
            for (Class<?> kind : kinds) {
                if (kind.isInstance(each)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean any(Throwable failure, Predicate<Throwable> condition) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (condition.test(each)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }
}
