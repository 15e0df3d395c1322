package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Deadline;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/** One connection to the IMAP server, signed in; used by one call at a time, closed by anybody. */
final class ImapLine {
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final StrictProtocol protocol;
    private final SocketChannel channel;
    private final ImapFailures failures;
    private boolean broken;
    private long lastUsed = System.nanoTime();

    private ImapLine(StrictProtocol protocol, ImapFailures failures) {
        this.protocol = protocol;
        this.channel = protocol.getChannel();
        this.failures = failures;
    }

    /** What is asked of the server. */
    @FunctionalInterface
    interface Command<T> {
        T run(IMAPProtocol protocol) throws ProtocolException;
    }

    /** Connects and signs in; once more if a token was refused and there is another. */
    static ImapLine open(Account account, CallContext call, Deadline deadline) {
        Secret secret = account.reader().secret(call);
        try {
            return open(account, secret, call, deadline);
        } catch (ConnectorException e) {
            if (e.code() == ErrorCode.AUTHENTICATION_FAILED && account.reader().renew(secret, call)) {
                return open(account, account.reader().secret(call), call, deadline);
            }
            throw e;
        }
    }

    private static ImapLine open(Account account, Secret secret, CallContext call, Deadline deadline) {
        Server server = account.requireImap();
        ImapFailures failures = new ImapFailures(server, account.reader(), secret, deadline);
        call.request("LOGIN", server.address());
        ImapLine line = new ImapLine(connect(account, server, failures, deadline), failures);
        try {
            line.signIn(server, account.reader(), secret);
            return line;
        } catch (ProtocolException e) {
            line.close();
            throw failures.signingIn(e);
        } catch (RuntimeException | Error e) {
            line.close();
            throw e;
        }
    }

    private static StrictProtocol connect(Account account, Server server, ImapFailures failures, Deadline deadline) {
        try {
            StrictProtocol protocol = new StrictProtocol(server, LineProperties.of(server, account.tls(), deadline));
            if (!server.starttls()) {
                return protocol;
            }
            if (!protocol.hasCapability("STARTTLS")) {
                protocol.disconnect();
                throw new ConnectorException(
                        ErrorCode.REMOTE_REJECTED,
                        "'" + server.address() + "' offers no STARTTLS, without which the password would be sent in"
                                + " clear; write imaps: in 'url', or starttls=off if it has to be");
            }
            return encrypted(protocol);
        } catch (IOException | ProtocolException e) {
            throw failures.connecting(e);
        }
    }

    private static StrictProtocol encrypted(StrictProtocol protocol) throws ProtocolException {
        try {
            protocol.startTLS();
            // What was told in clear may have been told by anybody.
            protocol.capability();
            return protocol;
        } catch (ProtocolException e) {
            protocol.disconnect();
            throw e;
        }
    }

    private void signIn(Server server, Credentials credentials, Secret secret) throws ProtocolException {
        if (protocol.isAuthenticated()) {
            return;
        }
        if (credentials.isToken()) {
            protocol.authoauth2(credentials.user(), secret.reveal());
        } else if (protocol.hasCapability("AUTH=PLAIN")) {
            protocol.authplain(null, credentials.user(), secret.reveal());
        } else if (protocol.hasCapability("LOGINDISABLED")) {
            throw new ConnectorException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    "'" + server.address() + "' takes no password on this line; write imaps: in 'url', or use"
                            + " auth=xoauth2");
        } else {
            protocol.login(credentials.user(), secret.reveal());
        }
    }

    /**
     * Asks the server, within the deadline.
     *
     * @throws ConnectorException as {@link ImapFailures} tells it; the line is broken then, unless the server said no
     */
    <T> T run(Deadline deadline, String subject, Command<T> command) {
        ImapFailures told = failures.within(deadline);
        try {
            boundTo(deadline);
            T result = command.run(protocol);
            if (protocol.takeGarbled()) {
                throw told.garbled();
            }
            lastUsed = System.nanoTime();
            return result;
        } catch (CommandFailedException | BadCommandException e) {
            throw told.refused(subject, e);
        } catch (ProtocolException | IOException e) {
            broken = true;
            throw told.lost(e);
        } catch (RuntimeException e) {
            broken = true;
            throw e;
        }
    }

    private void boundTo(Deadline deadline) throws SocketException {
        channel.socket().setSoTimeout(LineProperties.millis(deadline));
    }

    /** Whether nobody has used it for so long that the server, or something between, may have dropped it. */
    boolean isStale() {
        return System.nanoTime() - lastUsed > STALE_NANOS;
    }

    boolean isBroken() {
        return broken || !channel.isOpen();
    }

    /** Also ends what another thread waits for. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone, which is all that was asked.
        }
    }
}
