package dev.patchbay.connector.email;

import java.util.Map;

/**
 * The operations of an email instance, to depend on or to copy and make one's own: {@code handle.as(EmailOperations.class)}.
 * A method of one's own may have the optional arguments too, by the names that the connector's page tells. A null is an argument
 * that is not given.
 */
public interface EmailOperations {

    /**
     * Sends one mail; not repeated by itself if it may have been sent.
     *
     * @param to addresses with commas between them
     * @return {@code messageId}: its Message-ID
     */
    Map<String, Object> send(String to, String subject, String text);

    /**
     * Sends one mail with whatever a mail can have, as in
     * {@code send("jane@example.com", "Your order", "See there.", Map.of("bcc", "sales@example.com", "attachments",
     * List.of(Map.of("name", "order.pdf", "type", "application/pdf", "content", bytes))))}.
     *
     * @param more what it has besides, by name: {@code html}, {@code cc}, {@code bcc}, {@code from}, {@code replyTo},
     *     {@code inReplyTo}, {@code references}, {@code headers}, {@code date}, {@code attachments}; {@code messageId}, or
     *     {@code id}, of which it is derived. Another name is an INVALID_REQUEST
     * @return {@code messageId}: its Message-ID
     */
    Map<String, Object> send(String to, String subject, String text, Map<String, Object> more);

    /**
     * Moves a pulled message to another folder. A server that knows neither MOVE nor UIDPLUS keeps it in its folder, too,
     * with the flag {@code deleted}, until that is expunged.
     *
     * @param id the id of its record
     * @return {@code moved}: true
     */
    Map<String, Object> move(String id, String folder);

    /**
     * Sets a flag of a pulled message, or takes it away; may be repeated.
     *
     * @param id the id of its record
     * @param flag seen, answered, flagged, deleted, draft, or a keyword of the server's
     * @return what was given
     */
    Map<String, Object> flag(String id, String flag, boolean set);
}
