package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes a mail of the fields of a record; those that a pulled record has besides are left out. */
final class OutgoingMail {
    /** What is told by fields, or by those who carry a mail. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "bcc",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "mime-version",
            "received",
            "return-path",
            "delivered-to",
            "dkim-signature",
            "authentication-results");

    private static final List<String> OWN_PREFIXES = List.of("content-", "resent-", "arc-", "x-received");

    private final Session session;
    private final Map<String, Object> fields;

    private OutgoingMail(Session session, Map<String, Object> fields) {
        this.session = session;
        this.fields = fields;
    }

    /**
     * @param from who sends, if the fields do not say it
     * @param id by what the Message-ID is derived, if the fields do not have one
     * @throws ConnectorException with INVALID_REQUEST if no mail can be made of the fields
     */
    static IdentifiedMessage of(Session session, Map<String, Object> fields, String from, MessageId id) {
        try {
            return new OutgoingMail(session, fields).message(from, id);
        } catch (MessagingException e) {
            throw invalid("no mail can be made of it (" + e.getMessage() + ")");
        }
    }

    private IdentifiedMessage message(String defaultFrom, MessageId id) throws MessagingException {
        IdentifiedMessage mail = new IdentifiedMessage(session);
        List<InternetAddress> from = addresses("from");
        InternetAddress sender = from.isEmpty() ? sender(defaultFrom) : from.get(0);
        mail.setFrom(sender);
        mail.setEnvelopeFrom(sender.getAddress());
        recipients(mail, Message.RecipientType.TO, "to");
        recipients(mail, Message.RecipientType.CC, "cc");
        recipients(mail, Message.RecipientType.BCC, "bcc");
        if (mail.getAllRecipients() == null) {
            throw invalid("'to', 'cc' and 'bcc' are empty; name somebody to send it to");
        }
        mail.setReplyTo(addresses("replyTo").toArray(new Address[0]));
        mail.setSubject(line("subject"), "UTF-8");
        mail.setSentDate(Date.from(date()));
        for (String each : List.of("inReplyTo", "references")) {
            String value = fields.get(each) instanceof List<?> list
                    ? String.join(" ", list.stream().map(String::valueOf).toList())
                    : line(each);
            if (value != null && !value.isBlank()) {
                mail.setHeader(each.equals("inReplyTo") ? "In-Reply-To" : "References", safe(each, value));
            }
        }
        headers(mail);
        content(mail);
        String given = line("messageId");
        mail.identify(given == null || given.isBlank() ? id.derived(sender.getAddress()) : given.trim());
        return mail;
    }

    private InternetAddress sender(String defaultFrom) {
        try {
            return MailAddress.parse(defaultFrom).get(0);
        } catch (AddressException | IndexOutOfBoundsException e) {
            throw invalid("'from' is missing; give it, or set 'from' of the instance");
        }
    }

    private void recipients(Message mail, Message.RecipientType type, String field) throws MessagingException {
        mail.setRecipients(type, addresses(field).toArray(new Address[0]));
    }

    private List<InternetAddress> addresses(String field) {
        try {
            return MailAddress.of(fields.get(field));
        } catch (AddressException e) {
            throw invalid("'" + field + "' holds something that is no mail address; write it as in jane@example.com");
        }
    }

    private Instant date() {
        Object value = fields.get("date");
        try {
            if (value == null) {
                return Instant.now();
            }
            return value instanceof Instant instant
                    ? instant
                    : OffsetDateTime.parse(value.toString()).toInstant();
        } catch (DateTimeParseException e) {
            throw invalid("'date' is no time; write it as in 2018-02-07T13:45:00Z, or leave it out");
        }
    }

    private void headers(Message mail) throws MessagingException {
        if (!(fields.get("headers") instanceof Map<?, ?> headers)) {
            return;
        }
        for (Map.Entry<?, ?> each : headers.entrySet()) {
            String name = String.valueOf(each.getKey());
            String lower = name.toLowerCase(Locale.ROOT);
            if (OWN_HEADERS.contains(lower) || OWN_PREFIXES.stream().anyMatch(lower::startsWith)) {
                continue;
            }
            if (!name.matches("[!-9;-~]{1,200}")) {
                throw invalid("'headers' has a name that no header can have; use letters, digits and dashes");
            }
            List<?> values = each.getValue() instanceof List<?> list ? list : List.of(String.valueOf(each.getValue()));
            for (Object value : values) {
                mail.addHeader(name, EncodedHeader.of(name, safe("headers", String.valueOf(value))));
            }
        }
    }

    private void content(Part mail) throws MessagingException {
        List<?> attachments = fields.get("attachments") instanceof List<?> list ? list : List.of();
        if (attachments.isEmpty()) {
            body(mail);
            return;
        }
        MimeMultipart mixed = new MimeMultipart("mixed");
        MimeBodyPart body = new MimeBodyPart();
        body(body);
        mixed.addBodyPart(body);
        for (Object each : attachments) {
            mixed.addBodyPart(attachment(each));
        }
        mail.setContent(mixed);
    }

    private void body(Part part) throws MessagingException {
        Object text = fields.get("text");
        Object html = fields.get("html");
        if (text != null && html != null) {
            MimeMultipart alternative = new MimeMultipart("alternative");
            alternative.addBodyPart(text(text, "plain"));
            alternative.addBodyPart(text(html, "html"));
            part.setContent(alternative);
        } else if (html != null) {
            part.setDataHandler(text(html, "html").getDataHandler());
        } else {
            part.setDataHandler(text(text == null ? "" : text, "plain").getDataHandler());
        }
    }

    private static MimeBodyPart text(Object value, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(value.toString(), "UTF-8", subtype);
        return part;
    }

    private static MimeBodyPart attachment(Object value) throws MessagingException {
        if (!(value instanceof Map<?, ?> attachment) || attachment.get("content") == null) {
            throw invalid("'attachments' has one without 'content'; give name, type and content of each");
        }
        Map<String, Object> parts = new LinkedHashMap<>();
        attachment.forEach((name, part) -> parts.put(String.valueOf(name), part));
        String type = safe("attachments", String.valueOf(parts.getOrDefault("type", "application/octet-stream")));
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes(parts.get("content")), type)));
        part.setDisposition(Boolean.TRUE.equals(parts.get("inline")) ? Part.INLINE : Part.ATTACHMENT);
        if (parts.get("name") != null) {
            part.setFileName(safe("attachments", parts.get("name").toString()));
        }
        if (parts.get("contentId") != null) {
            part.setContentID(safe("attachments", parts.get("contentId").toString()));
        }
        // What is text, too: its bytes are to arrive as they are.
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static byte[] bytes(Object content) {
        try {
            return content instanceof byte[] bytes
                    ? bytes
                    : Base64.getMimeDecoder().decode(content.toString());
        } catch (IllegalArgumentException e) {
            throw invalid("'attachments' has a 'content' that is no Base64; encode it");
        }
    }

    private String line(String field) {
        Object value = fields.get(field);
        return value == null ? null : safe(field, value.toString());
    }

    /** A line break in a header would begin another header, or the text. */
    private static String safe(String field, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw invalid("'" + field + "' has a line break, which no header may have; remove it");
        }
        return value;
    }

    private static ConnectorException invalid(String sentence) {
        return new ConnectorException(ErrorCode.INVALID_REQUEST, sentence);
    }
}
