package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** The fields of a record of which a mail is made; each is INVALID_REQUEST if it is not what a mail can have. */
record MailFields(Map<String, Object> fields) {

    /** Null if it is not there. */
    Object get(String field) {
        return fields.get(field);
    }

    /** Empty if it is not there. */
    List<?> list(String field) {
        Object value = fields.get(field);
        if (value != null && !(value instanceof List)) {
            throw invalid("'" + field + "' is no list; write one, with what is one only, too");
        }
        return value == null ? List.of() : (List<?>) value;
    }

    /** Empty if it is not there. */
    Map<?, ?> map(String field) {
        Object value = fields.get(field);
        if (value != null && !(value instanceof Map)) {
            throw invalid("'" + field + "' has no names and values; write them, as in {\"X-Order\":\"5\"}");
        }
        return value == null ? Map.of() : (Map<?, ?>) value;
    }

    /** Empty if it is not there. */
    List<InternetAddress> addresses(String field) {
        try {
            return MailAddress.of(fields.get(field));
        } catch (AddressException e) {
            throw invalid("'" + field + "' holds something that is no mail address; write it as in jane@example.com");
        }
    }

    /** When it is sent; now if it is not there. */
    Date date() {
        Object value = fields.get("date");
        try {
            if (value == null) {
                return new Date();
            }
            return Date.from(
                    value instanceof Instant instant
                            ? instant
                            : OffsetDateTime.parse(value.toString()).toInstant());
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw invalid("'date' is no time; write it as in 2018-02-07T13:45:00Z, or leave it out");
        }
    }

    /** One line; null if it is not there. */
    String line(String field) {
        Object value = fields.get(field);
        return value == null ? null : safe(field, value.toString());
    }

    /** A line break in a header would begin another header, or the text. */
    static String safe(String field, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw invalid("'" + field + "' has a line break, which no header may have; remove it");
        }
        return value;
    }

    static ConnectorException invalid(String sentence) {
        return new ConnectorException(ErrorCode.INVALID_REQUEST, sentence);
    }
}
