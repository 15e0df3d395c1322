package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.Deadline;
import dev.patchbay.toolkit.Excerpt;
import jakarta.mail.MessagingException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;

/** Tells what happens to a line in the words of the contract, whichever protocol is spoken on it. */
final class LineFailures {
    private static final int LONGEST = 200;
    private static final Pattern LIMIT = Pattern.compile(
            "too many|too fast|\\brate\\b|throttl|\\blimits?\\b|maximum number", Pattern.CASE_INSENSITIVE);

    /** The alerts of TLS that are about what we have shown, as the JDK tells them. */
    private static final String OUR_CERTIFICATE = ".*Received fatal alert: .*(certificate|unknown_ca).*";

    private final Server server;
    private final String key;
    private final Deadline deadline;

    /** @param key the setting that names the server */
    LineFailures(Server server, String key, Deadline deadline) {
        this.server = server;
        this.key = key;
        this.deadline = deadline;
    }

    /** A line could not be made. */
    ConnectorException opening(Throwable failure) {
        if (!server.tls() && !server.starttls()) {
            return of(failure);
        }
        // The alert that would tell why is lost if the server hangs up while something is sent to it.
        return of(
                failure,
                address() + " ended the connection while it was made; see in its log whether it wants a client"
                        + " certificate ('tls.certificate')");
    }

    /** A line was lost. */
    ConnectorException of(Throwable failure) {
        return of(failure, "the connection to " + address() + " was lost; the call may be repeated");
    }

    private ConnectorException of(Throwable failure, String otherwise) {
        Throwable root = root(failure);
        if (deadline.left() == 0 || isInterruption(root)) {
            return new ConnectorException(
                            ErrorCode.TIMED_OUT,
                            address() + " did not answer in time; raise 'timeout', ask for less, or check in '" + key
                                    + "' that port " + server.port() + " is for " + protocol(),
                            root)
                    // We have hung up ourselves, which is what the root looks like.
                    .causedBy(FailureCause.TIMEOUT);
        }
        if (root instanceof UnknownHostException || root instanceof UnresolvedAddressException) {
            return failed(
                    "the name of " + address() + " cannot be resolved; check '" + key + "' and the network", root);
        }
        if (root instanceof ConnectException) {
            return failed(address() + " accepts no connection; check '" + key + "' and that the server runs", root);
        }
        if (root instanceof CertificateException) {
            return failed(
                    "the certificate of " + address() + " is not trusted (" + told(root.getMessage())
                            + "); check the host in '" + key + "', or name its authority in 'tls.ca'",
                    root);
        }
        return root instanceof SSLException ? tls(root) : failed(otherwise, root);
    }

    private ConnectorException tls(Throwable root) {
        String said = told(root.getMessage());
        if (said.matches(OUR_CERTIFICATE)) {
            return failed(
                    address() + " does not take our certificate, or wants one (" + said
                            + "); set 'tls.certificate' and 'tls.key' to one that it trusts",
                    root);
        }
        return failed(
                address() + " does not speak TLS as expected (" + said + "); check in '" + key + "' whether port "
                        + server.port() + " wants " + server.protocol() + "s: or " + server.protocol() + ":",
                root);
    }

    /** Whether a server says that it is asked too much. */
    static boolean isLimit(String text) {
        return LIMIT.matcher(text).find();
    }

    /** A text of a server without the secret that it was shown. */
    String told(String text, Secret secret) {
        return told(secret.reveal().isEmpty() ? text : text.replace(secret.reveal(), "[secret]"));
    }

    /** A text of a server, short and on one line. */
    String told(String text) {
        String line = String.valueOf(text).replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
        return Excerpt.of(line, LONGEST);
    }

    private String protocol() {
        return server.tls()
                ? server.protocol().toUpperCase(Locale.ROOT) + " over TLS"
                : server.protocol().toUpperCase(Locale.ROOT);
    }

    private static boolean isInterruption(Throwable root) {
        return Thread.currentThread().isInterrupted()
                || root instanceof ClosedByInterruptException
                || root instanceof SocketTimeoutException
                || root instanceof InterruptedIOException;
    }

    /** What lies at the bottom; libraries keep it in places of their own. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable next = next(root); next != null && next != root; next = next(root)) {
            root = next;
            if (root instanceof CertificateException) {
                return root;
            }
        }
        return root;
    }

    private static Throwable next(Throwable failure) {
        if (failure instanceof MailConnectException told && told.getNextException() == null) {
            return told.getCause();
        }
        if (failure instanceof SocketConnectException told) {
            return told.getException();
        }
        return failure instanceof MessagingException told ? told.getNextException() : failure.getCause();
    }

    private ConnectorException failed(String sentence, Throwable cause) {
        return new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, sentence, cause);
    }

    private String address() {
        return "'" + server.address() + "'";
    }
}
