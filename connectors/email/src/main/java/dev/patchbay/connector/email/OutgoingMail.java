package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
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
    private final MailFields fields;

    private OutgoingMail(Session session, MailFields fields) {
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
            return new OutgoingMail(session, new MailFields(fields)).message(from, id);
        } catch (MessagingException e) {
            throw MailFields.invalid("no mail can be made of it (" + e.getMessage() + ")");
        }
    }

    private IdentifiedMessage message(String defaultFrom, MessageId id) throws MessagingException {
        IdentifiedMessage mail = new IdentifiedMessage(session);
        List<InternetAddress> from = fields.addresses("from");
        InternetAddress sender = from.isEmpty() ? sender(defaultFrom) : from.get(0);
        mail.setFrom(sender);
        mail.setEnvelopeFrom(sender.getAddress());
        recipients(mail, Message.RecipientType.TO, "to");
        recipients(mail, Message.RecipientType.CC, "cc");
        recipients(mail, Message.RecipientType.BCC, "bcc");
        if (mail.getAllRecipients() == null) {
            throw MailFields.invalid("'to', 'cc' and 'bcc' are empty; name somebody to send it to");
        }
        mail.setReplyTo(fields.addresses("replyTo").toArray(new Address[0]));
        mail.setSubject(fields.line("subject"), "UTF-8");
        mail.setSentDate(fields.date());
        for (String each : List.of("inReplyTo", "references")) {
            String value = fields.get(each) instanceof List<?> list
                    ? String.join(" ", list.stream().map(String::valueOf).toList())
                    : fields.line(each);
            if (value != null && !value.isBlank()) {
                String name = each.equals("inReplyTo") ? "In-Reply-To" : "References";
                mail.setHeader(name, EncodedHeader.of(name, MailFields.safe(each, value)));
            }
        }
        headers(mail);
        new OutgoingContent(fields).into(mail);
        String given = fields.line("messageId");
        mail.identify(given == null || given.isBlank() ? id.derived(sender.getAddress()) : given.trim());
        return mail;
    }

    private InternetAddress sender(String defaultFrom) {
        try {
            return MailAddress.parse(defaultFrom).get(0);
        } catch (AddressException | IndexOutOfBoundsException e) {
            throw MailFields.invalid("'from' is missing; give it, or set 'from' of the instance");
        }
    }

    private void recipients(Message mail, Message.RecipientType type, String field) throws MessagingException {
        mail.setRecipients(type, fields.addresses(field).toArray(new Address[0]));
    }

    private void headers(Message mail) throws MessagingException {
        for (Map.Entry<?, ?> each : fields.map("headers").entrySet()) {
            String name = String.valueOf(each.getKey());
            String lower = name.toLowerCase(Locale.ROOT);
            if (OWN_HEADERS.contains(lower) || OWN_PREFIXES.stream().anyMatch(lower::startsWith)) {
                continue;
            }
            if (!name.matches("[!-9;-~]{1,200}")) {
                throw MailFields.invalid(
                        "'headers' has a name that no header can have; use letters, digits and dashes");
            }
            List<?> values = each.getValue() instanceof List<?> list ? list : List.of(String.valueOf(each.getValue()));
            for (Object value : values) {
                mail.addHeader(name, EncodedHeader.of(name, MailFields.safe("headers", String.valueOf(value))));
            }
        }
    }
}
