package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.Deadline;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;

/** Tells what an IMAP server says, or what happens to the line, in the words of the contract. */
final class ImapFailures {
    /** Response codes of RFC 5530 and others. */
    private static final Map<String, ErrorCode> CODES = Map.ofEntries(
            Map.entry("AUTHENTICATIONFAILED", ErrorCode.AUTHENTICATION_FAILED),
            Map.entry("EXPIRED", ErrorCode.AUTHENTICATION_FAILED),
            Map.entry("PRIVACYREQUIRED", ErrorCode.AUTHENTICATION_FAILED),
            Map.entry("AUTHORIZATIONFAILED", ErrorCode.PERMISSION_DENIED),
            Map.entry("NOPERM", ErrorCode.PERMISSION_DENIED),
            Map.entry("CONTACTADMIN", ErrorCode.PERMISSION_DENIED),
            Map.entry("UNAVAILABLE", ErrorCode.REMOTE_UNAVAILABLE),
            Map.entry("SERVERBUG", ErrorCode.REMOTE_UNAVAILABLE),
            Map.entry("INUSE", ErrorCode.REMOTE_UNAVAILABLE),
            Map.entry("LIMIT", ErrorCode.RATE_LIMITED),
            Map.entry("THROTTLED", ErrorCode.RATE_LIMITED));

    private static final Pattern CODE = Pattern.compile("^\\[([A-Z]+)[^]]*]\\s*");

    private final Server server;
    private final Credentials credentials;
    private final Secret secret;
    private final LineFailures line;

    /** @param secret the one that was shown, which is told to nobody */
    ImapFailures(Server server, Credentials credentials, Secret secret, Deadline deadline) {
        this.server = server;
        this.credentials = credentials;
        this.secret = secret;
        this.line = new LineFailures(server, "url", deadline);
    }

    /** The same for another call. */
    ImapFailures within(Deadline deadline) {
        return new ImapFailures(server, credentials, secret, deadline);
    }

    /** No connection could be made, or what answers is no IMAP server. */
    ConnectorException connecting(Exception failure) {
        Response response = failure instanceof ProtocolException told ? told.getResponse() : null;
        if (response == null || response.isSynthetic()) {
            return line.opening(response == null ? failure : response.getException());
        }
        if (!response.isBYE()) {
            return new ConnectorException(
                    ErrorCode.UNEXPECTED_RESPONSE,
                    address() + " does not answer as an IMAP server does; check host and port in 'url'");
        }
        return busy(response);
    }

    ConnectorException signingIn(ProtocolException failure) {
        Response response = failure.getResponse();
        if (response == null || response.isSynthetic()) {
            return line.of(response == null ? failure : response.getException());
        }
        if (response.isBYE()) {
            return busy(response);
        }
        ErrorCode code = code(response, ErrorCode.AUTHENTICATION_FAILED);
        if (code == ErrorCode.AUTHENTICATION_FAILED) {
            return new ConnectorException(
                    code,
                    address() + " does not accept the credentials of user '" + credentials.user() + "'"
                            + quoted(response) + "; check " + credentials.keys());
        }
        return new ConnectorException(code, address() + " lets nobody sign in" + quoted(response) + "; try later");
    }

    /** The server said no. */
    ConnectorException refused(String subject, ProtocolException failure) {
        Response response = failure.getResponse();
        ErrorCode code = code(response, ErrorCode.REMOTE_REJECTED);
        String remedy = switch (code) {
            case PERMISSION_DENIED -> "; grant user '" + credentials.user() + "' the right to it";
            case RATE_LIMITED, REMOTE_UNAVAILABLE -> "; try later";
            default -> "; check that it is there and that user '" + credentials.user() + "' may see it";
        };
        return new ConnectorException(code, address() + " refuses '" + subject + "'" + quoted(response) + remedy);
    }

    /** The line broke, or the server ended it. */
    ConnectorException lost(Exception failure) {
        Response response = failure instanceof ConnectionException told ? told.getResponse() : null;
        if (response != null && !response.isSynthetic() && response.isBYE()) {
            return busy(response);
        }
        if (failure instanceof ProtocolException && response == null) {
            return garbled();
        }
        return line.of(response == null ? failure : response.getException());
    }

    ConnectorException garbled() {
        return new ConnectorException(
                ErrorCode.UNEXPECTED_RESPONSE,
                address() + " answered with something that is no IMAP; nothing of it was taken");
    }

    private ConnectorException busy(Response bye) {
        boolean limit = LineFailures.isLimit(text(bye));
        return new ConnectorException(
                limit ? ErrorCode.RATE_LIMITED : ErrorCode.REMOTE_UNAVAILABLE,
                address() + " ended the connection" + quoted(bye)
                        + (limit ? "; lower 'pool.size', or try later" : "; try later"));
    }

    private ErrorCode code(Response response, ErrorCode otherwise) {
        Matcher code = CODE.matcher(rest(response).toUpperCase(Locale.ROOT));
        ErrorCode told = code.find() ? CODES.get(code.group(1)) : null;
        if (told != null) {
            return told;
        }
        return LineFailures.isLimit(text(response)) ? ErrorCode.RATE_LIMITED : otherwise;
    }

    private String quoted(Response response) {
        String text = text(response);
        return text.isEmpty() ? "" : " ('" + text + "')";
    }

    private String text(Response response) {
        String rest = CODE.matcher(rest(response)).replaceFirst("");
        return line.told(rest, secret);
    }

    private static String rest(Response response) {
        if (response == null) {
            return "";
        }
        response.reset();
        String rest = response.getRest();
        return rest == null ? "" : rest.trim();
    }

    private String address() {
        return "'" + server.address() + "'";
    }
}
