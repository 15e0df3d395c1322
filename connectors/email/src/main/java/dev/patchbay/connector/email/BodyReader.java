package dev.patchbay.connector.email;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes a message apart into text, HTML and attachments. For one message. */
final class BodyReader {
    private static final int DEEPEST = 30;
    private static final int MOST_PARTS = 1_000;

    private final int largestAttachment;
    private final boolean truncated;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final List<Object> attachments = new ArrayList<>();
    private int parts;

    BodyReader(int largestAttachment, boolean truncated) {
        this.largestAttachment = largestAttachment;
        this.truncated = truncated;
    }

    void read(MimeMessage message, Map<String, Object> fields) throws MessagingException {
        take(message, 0);
        if (truncated && !attachments.isEmpty() && attachments.get(attachments.size() - 1) instanceof Map<?, ?> last) {
            // Where the text was cut off, half an attachment would look like a whole one.
            Map<String, Object> cut = new LinkedHashMap<>();
            last.forEach((name, value) -> cut.put(name.toString(), value));
            cut.put("size", null);
            cut.put("content", null);
            attachments.set(attachments.size() - 1, cut);
        }
        fields.put("text", text.isEmpty() ? null : text.toString());
        fields.put("html", html.isEmpty() ? null : html.toString());
        fields.put("attachments", attachments);
    }

    private void take(MimePart part, int depth) throws MessagingException {
        ContentType type = type(part);
        if (type.match("multipart/*") && depth < DEEPEST && takeParts(part, depth)) {
            return;
        }
        boolean attached = Part.ATTACHMENT.equalsIgnoreCase(disposition(part)) || name(part, type) != null;
        if (type.match("text/plain") && !attached) {
            append(text, part, type);
        } else if (type.match("text/html") && !attached) {
            append(html, part, type);
        } else {
            attachments.add(attachment(part, type));
        }
    }

    /** False if it has no parts although it says so; then it is taken as what it is. */
    private boolean takeParts(MimePart part, int depth) throws MessagingException {
        List<MimePart> found = new ArrayList<>();
        try {
            MimeMultipart multipart = new MimeMultipart(new MimePartDataSource(part));
            for (int i = 0; i < multipart.getCount() && parts < MOST_PARTS; i++, parts++) {
                BodyPart each = multipart.getBodyPart(i);
                if (each instanceof MimeBodyPart mime) {
                    found.add(mime);
                }
            }
        } catch (MessagingException | RuntimeException e) {
            return false;
        }
        for (MimePart each : found) {
            take(each, depth + 1);
        }
        return !found.isEmpty();
    }

    private void append(StringBuilder target, MimePart part, ContentType type) throws MessagingException {
        String more = LenientText.of(Content.of(part, Integer.MAX_VALUE).kept(), type.getParameter("charset"));
        if (!target.isEmpty() && !more.isEmpty()) {
            target.append('\n');
        }
        target.append(more.replace("\r\n", "\n"));
    }

    private Map<String, Object> attachment(MimePart part, ContentType type) throws MessagingException {
        Content content = Content.of(part, largestAttachment);
        Map<String, Object> attachment = new LinkedHashMap<>();
        attachment.put("name", name(part, type));
        attachment.put("type", type.getBaseType().toLowerCase(Locale.ROOT));
        attachment.put("size", content.size());
        attachment.put("inline", Part.INLINE.equalsIgnoreCase(disposition(part)));
        attachment.put("contentId", part.getContentID());
        attachment.put("content", content.size() <= largestAttachment && largestAttachment > 0 ? content.kept() : null);
        return attachment;
    }

    private static ContentType type(MimePart part) {
        try {
            return new ContentType(part.getContentType());
        } catch (MessagingException | RuntimeException e) {
            return new ContentType("text", "plain", null);
        }
    }

    private static String disposition(MimePart part) {
        try {
            return part.getDisposition();
        } catch (MessagingException | RuntimeException e) {
            return null;
        }
    }

    private static String name(MimePart part, ContentType type) {
        try {
            return LenientText.header(part.getFileName());
        } catch (MessagingException | RuntimeException e) {
            return LenientText.header(type.getParameter("name"));
        }
    }

    /**
     * The decoded bytes of a part.
     *
     * @param kept the first of them, up to a limit
     * @param size how many there are
     */
    private record Content(byte[] kept, int size) {

        static Content of(MimePart part, int most) throws MessagingException {
            try (InputStream decoded = part.getInputStream()) {
                return read(decoded, most);
            } catch (IOException | MessagingException e) {
                // No encoding that anybody knows: as it stands.
                try (InputStream raw = raw(part)) {
                    return read(raw, most);
                } catch (IOException unreadable) {
                    return new Content(new byte[0], 0);
                }
            }
        }

        private static InputStream raw(MimePart part) throws MessagingException {
            return part instanceof MimeMessage message
                    ? message.getRawInputStream()
                    : ((MimeBodyPart) part).getRawInputStream();
        }

        private static Content read(InputStream bytes, int most) throws IOException {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            int size = 0;
            try {
                for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                    kept.write(buffer, 0, Math.min(count, Math.max(0, most - size)));
                    size += count;
                }
            } catch (IOException damaged) {
                if (size == 0) {
                    throw damaged;
                }
            }
            return new Content(kept.toByteArray(), size);
        }
    }
}
