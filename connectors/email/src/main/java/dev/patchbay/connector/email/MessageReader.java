package dev.patchbay.connector.email;

import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the fields of a record of a message as it was sent. Whatever is wrong with a message, it becomes a record: what cannot
 * be understood is left as text or missing, never the message.
 */
final class MessageReader {
    private final int largestAttachment;

    MessageReader(int largestAttachment) {
        this.largestAttachment = largestAttachment;
    }

    /** @param truncated whether the text ends before the message does */
    Map<String, Object> fields(InputStream text, boolean truncated) {
        Map<String, Object> fields = new LinkedHashMap<>();
        try {
            MimeMessage message = new MimeMessage(null, text);
            headers(message, fields);
            new BodyReader(largestAttachment, truncated).read(message, fields);
        } catch (MessagingException e) {
            fields.put("problem", "this message cannot be read: " + e.getMessage());
        }
        return fields;
    }

    private static void headers(MimeMessage message, Map<String, Object> fields) throws MessagingException {
        fields.put("messageId", LenientText.header(message.getHeader("Message-ID", null)));
        fields.put("inReplyTo", LenientText.header(message.getHeader("In-Reply-To", null)));
        fields.put("references", words(message.getHeader("References", " ")));
        fields.put("date", date(message.getHeader("Date", null)));
        List<Object> from = addresses(message, "From");
        fields.put("from", from.isEmpty() ? null : from.get(0));
        fields.put("replyTo", addresses(message, "Reply-To"));
        fields.put("to", addresses(message, "To"));
        fields.put("cc", addresses(message, "Cc"));
        fields.put("bcc", addresses(message, "Bcc"));
        fields.put("subject", LenientText.header(message.getHeader("Subject", null)));
        fields.put("headers", all(message));
    }

    /** Every header by its name; a list where one stands several times. */
    private static Map<String, Object> all(MimeMessage message) throws MessagingException {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (Header each : Collections.list(message.getAllHeaders())) {
            headers.merge(each.getName(), String.valueOf(LenientText.header(each.getValue())), MessageReader::joined);
        }
        return headers;
    }

    private static Object joined(Object before, Object value) {
        List<Object> values = new ArrayList<>();
        if (before instanceof List<?> list) {
            values.addAll(list);
        } else {
            values.add(before);
        }
        values.add(value);
        return values;
    }

    private static List<Object> addresses(MimeMessage message, String name) throws MessagingException {
        String raw = message.getHeader(name, ", ");
        if (raw == null) {
            return List.of();
        }
        List<Object> fields = new ArrayList<>();
        try {
            for (Address each : InternetAddress.parseHeader(raw, false)) {
                Map<String, Object> field = MailAddress.toField(each);
                field.computeIfPresent("name", (same, value) -> LenientText.header(value.toString()));
                fields.add(field);
            }
        } catch (MessagingException | RuntimeException e) {
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("address", LenientText.header(raw));
            field.put("name", null);
            fields.add(field);
        }
        return fields;
    }

    private static List<Object> words(String text) {
        return text == null || text.isBlank()
                ? List.of()
                : List.of((Object[]) text.trim().split("\\s+"));
    }

    private static Object date(String text) {
        try {
            return text == null ? null : new MailDateFormat().parse(text).toInstant();
        } catch (ParseException | RuntimeException e) {
            return null;
        }
    }
}
