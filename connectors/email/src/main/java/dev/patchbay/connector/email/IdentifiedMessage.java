package dev.patchbay.connector.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A mail that keeps the Message-ID that it is given; Angus would make up another one. */
final class IdentifiedMessage extends SMTPMessage {
    private String id;

    IdentifiedMessage(Session session) {
        super(session);
    }

    /** Ends the making of the mail. */
    void identify(String messageId) throws MessagingException {
        id = messageId;
        saveChanges();
    }

    String id() {
        return id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
