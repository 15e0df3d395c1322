package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Deadline;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One connection to the SMTP server, for one call. */
final class SmtpLine implements AutoCloseable {
    private final Transport transport;
    private final SmtpFailures failures;

    private SmtpLine(Transport transport, SmtpFailures failures) {
        this.transport = transport;
        this.failures = failures;
    }

    /** Connects and signs in; once more if a token was refused and there is another. Nothing has been sent if it fails. */
    static SmtpLine open(Account account, CallContext call) {
        Credentials sender = account.sender();
        Secret secret = sender.signsIn() ? sender.secret(call) : Secret.of("");
        try {
            return open(account, secret, call);
        } catch (ConnectorException e) {
            if (e.code() == ErrorCode.AUTHENTICATION_FAILED && sender.renew(secret, call)) {
                return open(account, sender.secret(call), call);
            }
            throw e;
        }
    }

    private static SmtpLine open(Account account, Secret secret, CallContext call) {
        Server server = account.requireSmtp();
        Deadline deadline = Deadline.of(call);
        call.request("EHLO", server.address());
        Properties properties = LineProperties.of(server, account.tls(), deadline);
        properties.setProperty("mail.smtp.quitwait", "false");
        Credentials sender = account.sender();
        if (sender.signsIn()) {
            properties.setProperty("mail.smtp.auth", "true");
            properties.setProperty("mail.smtp.auth.mechanisms", sender.isToken() ? "XOAUTH2" : "PLAIN LOGIN");
        }
        Session session = Session.getInstance(properties);
        Transport transport = new Transport(session, server);
        SmtpFailures failures = new SmtpFailures(server, sender, secret, deadline);
        try {
            transport.connect(
                    server.host(),
                    server.port(),
                    sender.signsIn() ? sender.user() : null,
                    sender.signsIn() ? secret.reveal() : null);
            return new SmtpLine(transport, failures);
        } catch (AuthenticationFailedException e) {
            throw failures.signingIn(transport.getLastReturnCode(), transport.getLastServerResponse(), e);
        } catch (MessagingException e) {
            throw failures.connecting(transport.getLastReturnCode(), transport.getLastServerResponse(), e);
        }
    }

    /**
     * Sends one mail to all of its recipients or none.
     *
     * @throws ConnectorException with OUTCOME_UNKNOWN if the line broke after all of it was sent, else of which nothing
     *     was applied
     */
    void send(IdentifiedMessage mail) {
        transport.ended = false;
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException | RuntimeException e) {
            // Of a line that broke while something was written, the last code is that of a command before.
            int code = SmtpFailures.isBroken(e) ? -1 : transport.getLastReturnCode();
            if (transport.ended && (code < 400 || code > 599)) {
                throw new ConnectorException(
                        ErrorCode.OUTCOME_UNKNOWN,
                        "the connection was lost before the server said whether it takes the mail; look for "
                                + mail.id() + " before sending it again",
                        e);
            }
            throw failures.sending(code, transport.getLastServerResponse(), e).unapplied();
        }
    }

    boolean isLost() {
        return !transport.isOpen();
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException e) {
            // It is gone, which is all that was asked.
        }
    }

    /** Tells whether the end of a mail was sent, from which on nobody knows without an answer. */
    private static final class Transport extends SMTPTransport {
        private boolean ended;

        Transport(Session session, Server server) {
            super(session, new URLName("smtp", server.host(), server.port(), null, null, null), "smtp", server.tls());
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            ended = true;
            super.finishData();
        }

        /** Without asking the server. */
        boolean isOpen() {
            try {
                checkConnected();
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        }
    }
}
