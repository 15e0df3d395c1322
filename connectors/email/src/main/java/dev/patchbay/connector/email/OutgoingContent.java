package dev.patchbay.connector.email;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts text, HTML and attachments into a mail. */
final class OutgoingContent {
    private final MailFields fields;

    OutgoingContent(MailFields fields) {
        this.fields = fields;
    }

    void into(Part mail) throws MessagingException {
        List<?> attachments = fields.list("attachments");
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
            throw MailFields.invalid("'attachments' has one without 'content'; give name, type and content of each");
        }
        Map<String, Object> parts = new LinkedHashMap<>();
        attachment.forEach((name, part) -> parts.put(String.valueOf(name), part));
        Object told = parts.get("type");
        String type = MailFields.safe("attachments", told == null ? "application/octet-stream" : told.toString());
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes(parts.get("content")), type)));
        part.setDisposition(Boolean.TRUE.equals(parts.get("inline")) ? Part.INLINE : Part.ATTACHMENT);
        if (parts.get("name") != null) {
            part.setFileName(MailFields.safe("attachments", parts.get("name").toString()));
        }
        if (parts.get("contentId") != null) {
            part.setContentID(
                    MailFields.safe("attachments", parts.get("contentId").toString()));
        }
        // What is text, too: its bytes are to arrive as they are.
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static byte[] bytes(Object content) {
        try {
            // The decoder of MIME would skip what is no Base64, and make something of any text.
            return content instanceof byte[] bytes
                    ? bytes
                    : Base64.getDecoder().decode(content.toString().replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw MailFields.invalid("'attachments' has a 'content' that is no Base64; encode it");
        }
    }
}
