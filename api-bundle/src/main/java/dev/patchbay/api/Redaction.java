package dev.patchbay.api;

import dev.patchbay.model.InstanceId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes secrets out of texts before they leave the runtime; an OSGi service. It knows every secret that instances use or
 * have used of late, as it is, in Base64, encoded for a URL and escaped in JSON. Thread-safe, and fast enough for every
 * line of a log: some microseconds, however many secrets there are.
 */
@ProviderType
public interface Redaction {

    /**
     * The text with {@code [secret]} where secrets stood; the same text if it has none, and null for null. Values that are
     * short or common words are left, because they stand in innocent texts as well.
     */
    String redact(String text);

    /** As {@link #redact(String)}, and without the short and common ones of this instance where they stand as words. */
    String redact(String text, InstanceId about);
}
