package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.Deadline;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** Tells what an SMTP server answers in the words of the contract. */
final class SmtpFailures {
    /** The first line: the code, and the enhanced code of RFC 3463 if there is one. */
    private static final Pattern REPLY = Pattern.compile("^[0-9]{3}[ -](?:([245])\\.([0-9]{1,3})\\.[0-9]{1,3})?.*");

    private final Server server;
    private final Credentials credentials;
    private final Secret secret;
    private final LineFailures line;

    /** @param secret the one that was shown, which is told to nobody; of no letters if none was */
    SmtpFailures(Server server, Credentials credentials, Secret secret, Deadline deadline) {
        this.server = server;
        this.credentials = credentials;
        this.secret = secret;
        this.line = new LineFailures(server, "smtp.url", deadline);
    }

    ConnectorException connecting(int code, String reply, MessagingException failure) {
        if (code >= 400 && code <= 599) {
            return refused(code, reply, "does not serve us");
        }
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("STARTTLS is required")) {
            return new ConnectorException(
                    ErrorCode.REMOTE_REJECTED,
                    address() + " offers no STARTTLS, without which the password and the mail would be sent in clear;"
                            + " write smtps: in 'smtp.url', or starttls=off if it has to be");
        }
        if (failure.getNextException() == null && failure.getCause() == null && !isEnd(reply)) {
            return new ConnectorException(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    address() + " does not answer as an SMTP server does; check host and port in 'smtp.url'");
        }
        return line.opening(failure).unapplied();
    }

    ConnectorException signingIn(int code, String reply, MessagingException failure) {
        if (code >= 500 && code <= 599) {
            return new ConnectorException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    address() + " does not accept the credentials of user '" + credentials.user() + "'" + quoted(reply)
                            + "; check " + credentials.keys());
        }
        if (code >= 400) {
            return refused(code, reply, "lets nobody sign in");
        }
        if (String.valueOf(failure.getMessage()).startsWith("No authentication mechanisms")) {
            return new ConnectorException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    address() + " takes no " + (credentials.isToken() ? "access token" : "password")
                            + " on this line; check 'auth', and that the line is encrypted");
        }
        return line.of(failure).unapplied();
    }

    ConnectorException sending(int code, String reply, Exception failure) {
        if (code < 400 || code > 599) {
            return line.of(failure);
        }
        // The reply to one recipient says more than that to the last command.
        for (Exception each = failure; each instanceof MessagingException told; each = told.getNextException()) {
            if (told instanceof SMTPAddressFailedException address) {
                return refused(
                        address.getReturnCode(),
                        address.getMessage(),
                        "does not take the recipient '" + address.getAddress().getAddress() + "'");
            }
        }
        return refused(code, reply, "does not take the mail");
    }

    /** Whether a line failed, and not a server said no. */
    static boolean isBroken(Exception failure) {
        for (Throwable each = failure; each != null; ) {
            if (each instanceof IOException || each instanceof IllegalStateException) {
                return true;
            }
            each = each instanceof MessagingException told ? told.getNextException() : each.getCause();
        }
        return false;
    }

    private ConnectorException refused(int code, String reply, String what) {
        ErrorCode told = code(code, String.valueOf(reply));
        String remedy = switch (told) {
            case RATE_LIMITED, REMOTE_UNAVAILABLE -> "; try later";
            case AUTHENTICATION_FAILED -> "; check " + credentials.keys();
            case PERMISSION_DENIED -> "; check whether user '" + credentials.user() + "' may send this, as this sender";
            default -> "; correct it";
        };
        return new ConnectorException(told, address() + " " + what + quoted(reply) + remedy).unapplied();
    }

    private static ErrorCode code(int code, String reply) {
        Matcher enhanced = REPLY.matcher(reply.lines().findFirst().orElse(""));
        boolean policy = enhanced.matches() && "7".equals(enhanced.group(2));
        if (code < 500) {
            return LineFailures.isLimit(reply) ? ErrorCode.RATE_LIMITED : ErrorCode.REMOTE_UNAVAILABLE;
        }
        if (code == 530 || code == 535 || code == 538) {
            return ErrorCode.AUTHENTICATION_FAILED;
        }
        return policy ? ErrorCode.PERMISSION_DENIED : ErrorCode.REMOTE_REJECTED;
    }

    private static boolean isEnd(String reply) {
        return reply == null || reply.isBlank() || reply.startsWith("[EOF]");
    }

    private String quoted(String reply) {
        return isEnd(reply) ? "" : " ('" + line.told(reply, secret) + "')";
    }

    private String address() {
        return "'" + server.address() + "'";
    }
}
