package dev.patchbay.registry.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailureCauseTest {

    static Stream<Arguments> chains() {
        return Stream.of(
                Arguments.of(FailureCause.DNS, new UnknownHostException("db.example.com")),
                Arguments.of(FailureCause.DNS, wrapped(new ConnectException(), new UnresolvedAddressException())),
                Arguments.of(FailureCause.TLS, new SSLHandshakeException("no")),
                Arguments.of(FailureCause.TLS, wrapped(new IOException(), wrapped(new IOException(), expired()))),
                Arguments.of(FailureCause.REFUSED, new ConnectException("Connection refused")),
                Arguments.of(
                        FailureCause.REFUSED, wrapped(new SQLException("no", "08001"), new ConnectException("no"))),
                Arguments.of(FailureCause.UNREACHABLE, new NoRouteToHostException("no")),
                Arguments.of(FailureCause.UNREACHABLE, new ConnectException("Network is unreachable")),
                Arguments.of(FailureCause.UNREACHABLE, new SocketException("Connection reset")),
                Arguments.of(FailureCause.UNREACHABLE, wrapped(new IOException(), new ClosedChannelException())),
                Arguments.of(FailureCause.TIMEOUT, new ConnectException("Connection timed out")),
                Arguments.of(FailureCause.TIMEOUT, new SocketTimeoutException("no")),
                Arguments.of(FailureCause.TIMEOUT, new HttpTimeoutException("no")),
                Arguments.of(FailureCause.TIMEOUT, new HttpConnectTimeoutException("no")),
                Arguments.of(FailureCause.UNAVAILABLE, new IOException("no")));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void tellsItFromTheChainOfCauses(FailureCause expected, Throwable cause) {
        assertEquals(Optional.of(expected), found(new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "no", cause)));
    }

    @Test
    void tellsItFromTheCode() {
        assertEquals(Optional.of(FailureCause.AUTHENTICATION), found(ErrorCode.AUTHENTICATION_FAILED));
        assertEquals(Optional.of(FailureCause.PERMISSION), found(ErrorCode.PERMISSION_DENIED));
        assertEquals(Optional.of(FailureCause.QUOTA), found(ErrorCode.RATE_LIMITED));
        assertEquals(Optional.of(FailureCause.TIMEOUT), found(ErrorCode.TIMED_OUT));
        assertEquals(Optional.of(FailureCause.TIMEOUT), found(ErrorCode.OUTCOME_UNKNOWN));
        assertEquals(Optional.of(FailureCause.SCHEMA), found(ErrorCode.UNEXPECTED_RESPONSE));
        assertEquals(Optional.of(FailureCause.SETTINGS), found(ErrorCode.INVALID_CONFIG));
        assertEquals(Optional.of(FailureCause.UNAVAILABLE), found(ErrorCode.REMOTE_UNAVAILABLE));
        assertEquals(Optional.of(FailureCause.FAULT), found(ErrorCode.CONNECTOR_FAULT));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"INVALID_REQUEST", "CURSOR_INVALID", "UNSUPPORTED_CAPABILITY", "REMOTE_REJECTED"})
    void tellsNoneWhereTheRequestIsToBlame(ErrorCode code) {
        assertEquals(Optional.empty(), found(code));
    }

    @Test
    void leavesWhatTheConnectorSays() {
        ConnectorException said = new ConnectorException(
                        ErrorCode.REMOTE_UNAVAILABLE, "no", new UnknownHostException("proxy"))
                .causedBy(FailureCause.UNREACHABLE);

        assertEquals(Optional.of(FailureCause.UNREACHABLE), found(said));
    }

    @Test
    void isKnownWhenTheCausesWereReplaced() {
        ConnectorException safe = new ConnectorException(
                        ErrorCode.REMOTE_UNAVAILABLE, "no", new UnknownHostException("db.example.com"))
                .with("no", null);

        assertEquals(Optional.of(FailureCause.DNS), safe.failureCause());
    }

    @Test
    void seesANetworkFaultBehindAnUnexpectedException() {
        assertEquals(
                Optional.of(FailureCause.DNS),
                found(new ConnectorException(
                        ErrorCode.CONNECTOR_FAULT,
                        "no",
                        new IllegalStateException(new UnknownHostException("db.example.com")))));
    }

    @Test
    void isNotHarmedByCausesThatMisbehave() {
        Throwable rude = new IOException() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("rude");
            }
        };
        Throwable endless = new IOException() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                return this;
            }
        };

        assertEquals(Optional.empty(), found(new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "no", rude)));
        assertEquals(
                Optional.of(FailureCause.UNAVAILABLE),
                found(new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "no", endless)));
    }

    private static Optional<FailureCause> found(ErrorCode code) {
        return found(new ConnectorException(code, "no"));
    }

    private static Optional<FailureCause> found(ConnectorException failure) {
        return failure.failureCause();
    }

    private static SSLHandshakeException expired() {
        SSLHandshakeException outer = new SSLHandshakeException("no");
        outer.initCause(new CertificateExpiredException());
        return outer;
    }

    private static Throwable wrapped(Throwable outer, Throwable inner) {
        return outer.initCause(inner);
    }
}
