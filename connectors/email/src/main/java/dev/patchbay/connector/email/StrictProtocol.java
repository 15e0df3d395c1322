package dev.patchbay.connector.email;

import java.io.IOException;
import java.util.Properties;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;

/**
 * Remembers responses that could not be understood. Angus leaves them out without a word, so that a message that is garbled
 * on the way would be missed.
 */
final class StrictProtocol extends IMAPProtocol {
    private static final MailLogger SILENT =
            new MailLogger("dev.patchbay.connector.email.angus", "imap", false, System.out);

    private boolean garbled;

    /** Connects, and reads the greeting. */
    StrictProtocol(Server server, Properties properties) throws IOException, ProtocolException {
        super(server.protocol(), server.host(), server.port(), properties, server.tls(), SILENT);
    }

    @Override
    public Response readResponse() throws IOException, ProtocolException {
        try {
            return super.readResponse();
        } catch (ProtocolException | RuntimeException e) {
            garbled = true;
            throw e;
        }
    }

    /** Whether a response since the last time was not understood. */
    boolean takeGarbled() {
        boolean was = garbled;
        garbled = false;
        return was;
    }
}
