package dev.patchbay.connector.email;

import java.util.Map;

/**
 * The operations of an email instance, to copy and make one's own: {@code handle.as(EmailOperations.class)}. A method may
 * have the optional arguments too, by the names that the connector's page tells, or leave them out.
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
     * Moves a pulled message to another folder.
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
