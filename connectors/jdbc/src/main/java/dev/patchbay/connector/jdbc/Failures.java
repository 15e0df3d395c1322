package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what a driver reports in the words of the contract.
 *
 * <p>Drivers put values of rows into their messages. Where a message may hold some, it is replaced by a sentence of ours
 * with the name of the column or constraint, and the driver's exception is not passed on as the cause.
 */
final class Failures {
    private static final Pattern NAMED =
            Pattern.compile("(column|constraint|violation:) \"([A-Za-z_][\\w.$-]{0,127})", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 300;

    private final Target target;

    Failures(Target target) {
        this.target = target;
    }

    /** No connection could be made. */
    ConnectorException connecting(SQLException failure) {
        ErrorCode code = SqlState.code(failure);
        String address = "'" + target.address() + "'";
        if (code == ErrorCode.AUTHENTICATION_FAILED) {
            return new ConnectorException(
                    code,
                    address + " does not accept the credentials of user '" + target.user()
                            + "'; check 'user' and 'password'");
        }
        if (SqlState.isUnknownDatabase(failure)) {
            return new ConnectorException(
                    ErrorCode.REMOTE_REJECTED, address + " has no such database; check 'url' or create it");
        }
        if (code == ErrorCode.REMOTE_UNAVAILABLE) {
            return new ConnectorException(
                    code,
                    address + " cannot be reached (" + text(failure) + "); check 'url' and that the database runs");
        }
        return new ConnectorException(code, address + " refuses the connection (" + text(failure) + "); check 'url'");
    }

    /** A statement failed. */
    ConnectorException of(SQLException failure) {
        ErrorCode code = SqlState.code(failure);
        String address = "'" + target.address() + "'";
        return switch (code) {
            case AUTHENTICATION_FAILED -> connecting(failure);
            case REMOTE_UNAVAILABLE ->
                new ConnectorException(
                        code, address + " cannot serve now (" + text(failure) + "); the call may be repeated");
            case TIMED_OUT ->
                new ConnectorException(
                        code, address + " did not answer in time; raise 'timeout', ask for less, or add an index");
            case PERMISSION_DENIED ->
                new ConnectorException(
                        code,
                        "user '" + target.user() + "' may not do that in " + address + " (" + text(failure)
                                + "); grant the right to it");
            default -> new ConnectorException(ErrorCode.REMOTE_REJECTED, rejection(failure));
        };
    }

    /** What is wrong with a row, or a statement, without any value of it. */
    String rejection(SQLException failure) {
        SQLException first = SqlState.first(failure);
        String sentence = SqlState.sentence(first);
        if (sentence.isEmpty()) {
            return "'" + target.address() + "' refuses the statement (" + text(first) + ")";
        }
        Matcher named = NAMED.matcher(String.valueOf(first.getMessage()));
        return named.find()
                ? sentence + " (" + (named.group(1).equalsIgnoreCase("column") ? "column" : "constraint") + " '"
                        + named.group(2) + "')"
                : sentence;
    }

    /** The driver's own words, without what follows the first line, the statement, or is secret. */
    private String text(SQLException failure) {
        String message = String.valueOf(SqlState.first(failure).getMessage());
        String line = message.lines().findFirst().orElse("no message");
        int statement = line.indexOf("; SQL statement:");
        String text = (statement < 0 ? line : line.substring(0, statement))
                .replaceFirst("^(ERROR|FATAL): ", "")
                .replaceFirst(" \\[[0-9A-Z]{5}-[0-9]+]$", "")
                .replaceFirst("\\.$", "");
        return redacted(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
    }

    private String redacted(String text) {
        try {
            return target.password()
                    .get()
                    .filter(secret -> !secret.reveal().isEmpty())
                    .map(secret -> text.replace(secret.reveal(), "[secret]"))
                    .orElse(text);
        } catch (ConnectorException e) {
            return text;
        }
    }
}
