package dev.patchbay.connector.jdbc;

import static java.util.Map.entry;

import dev.patchbay.model.ErrorCode;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the five characters mean by which databases tell why they refuse: the standard's, PostgreSQL's and H2's. */
final class SqlState {
    private static final Set<String> UNKNOWN_DATABASE = Set.of("3D000", "90013", "90146", "90149");
    private static final Set<String> DENIED = Set.of("42501", "90040", "90096", "25006");
    private static final Set<String> TIMED_OUT = Set.of("57014", "HYT00", "HYT01", "55P03", "25P03");

    /** The states whose messages hold values of rows, and what we say instead. */
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            entry("23505", "a row with this key exists already"),
            entry("23502", "a column that must have a value has none"),
            entry("23503", "it refers to a row that does not exist, or a row refers to it"),
            entry("23506", "it refers to a row that does not exist"),
            entry("23513", "a value breaks a rule of the table"),
            entry("23514", "a value breaks a rule of the table"),
            entry("23", "it breaks a rule of the table"),
            entry("22001", "a value is too long for its column"),
            entry("22003", "a number is too large for its column"),
            entry("22012", "it divides by zero"),
            entry("22", "a value does not fit its column"));

    private SqlState() {}

    static ErrorCode code(SQLException failure) {
        SQLException first = first(failure);
        String state = String.valueOf(first.getSQLState());
        if (DENIED.contains(state)) {
            return ErrorCode.PERMISSION_DENIED;
        }
        if (TIMED_OUT.contains(state) || first instanceof SQLTimeoutException) {
            return ErrorCode.TIMED_OUT;
        }
        if (UNKNOWN_DATABASE.contains(state)) {
            return ErrorCode.REMOTE_REJECTED;
        }
        if (lacksPassword(first, state)) {
            return ErrorCode.AUTHENTICATION_FAILED;
        }
        return byKind(first, state);
    }

    /** PostgreSQL's driver tells so itself if it has no password to send, as a connection that was refused. */
    private static boolean lacksPassword(SQLException failure, String state) {
        return state.equals("08004")
                && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("password");
    }

    private static ErrorCode byKind(SQLException failure, String state) {
        String kind = state.length() < 2 ? "" : state.substring(0, 2);
        return switch (kind) {
            case "28" -> ErrorCode.AUTHENTICATION_FAILED;
            // Connection lost, rolled back for another's sake, no room, going down, broken: all may pass.
            case "08", "40", "53", "57", "58", "XX", "F0" -> ErrorCode.REMOTE_UNAVAILABLE;
            case "22", "23", "42", "0A" -> ErrorCode.REMOTE_REJECTED;
            default -> byType(failure);
        };
    }

    private static ErrorCode byType(SQLException failure) {
        if (failure instanceof SQLInvalidAuthorizationSpecException) {
            return ErrorCode.AUTHENTICATION_FAILED;
        }
        return isConnectionLost(failure) || failure instanceof SQLTransientException
                ? ErrorCode.REMOTE_UNAVAILABLE
                : ErrorCode.REMOTE_REJECTED;
    }

    static boolean isConnectionLost(SQLException failure) {
        SQLException first = first(failure);
        String state = String.valueOf(first.getSQLState());
        return state.startsWith("08")
                || state.startsWith("57P0")
                || first instanceof SQLNonTransientConnectionException
                || first instanceof SQLRecoverableException;
    }

    static boolean isUnknownDatabase(SQLException failure) {
        return UNKNOWN_DATABASE.contains(String.valueOf(first(failure).getSQLState()));
    }

    /** Whether a failed commit surely has rolled back: the database says that it refused. */
    static boolean isRolledBack(SQLException failure) {
        String state = String.valueOf(first(failure).getSQLState());
        return state.startsWith("23") || state.startsWith("40");
    }

    /** Our sentence for a state whose messages hold values; empty if there is none. */
    static String sentence(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String kind = state.length() < 2 ? "" : state.substring(0, 2);
        return SENTENCES.getOrDefault(state, SENTENCES.getOrDefault(kind, ""));
    }

    /** The failure itself: that of a batch only says that there was one. */
    static SQLException first(SQLException failure) {
        return failure instanceof BatchUpdateException && failure.getNextException() != null
                ? failure.getNextException()
                : failure;
    }
}
