package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.spi.CallContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what a mail is known again if it is sent twice: its Message-ID is derived of it, so that whoever gets both can tell that
 * they are one.
 *
 * @param key the instance, and the record's id or, if it has none, the call and the place in it
 */
record MessageId(String key) {

    /** The same for each push of a record with the same id; without one, for each attempt of the same call. */
    static MessageId of(ConnectorRecord record, int index, CallContext call) {
        return of(record.id().orElse(null), index, call);
    }

    /** @param id null if the mail has none */
    static MessageId of(String id, int index, CallContext call) {
        return new MessageId(
                call.id() + "\n" + (id == null ? "call\n" + call.correlationId() + "\n" + index : "id\n" + id));
    }

    /** @param sender whose domain it bears */
    String derived(String sender) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            String domain = sender.substring(sender.lastIndexOf('@') + 1);
            return "<" + HexFormat.of().formatHex(hash, 0, 16) + "@" + domain + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JVM without SHA-256", e);
        }
    }
}
