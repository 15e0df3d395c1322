package dev.patchbay.api;

import dev.patchbay.model.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Version;

/** How a call ended. Immutable. */
@ProviderType
public interface CallEnd {

    CallOutcome outcome();

    /** The version of the connector that made the last attempt; empty if none was reached. */
    Optional<Version> version();

    /** How many attempts were made; 0 if it was refused before. */
    int attempts();

    /** How many requests the connector has announced. */
    int requests();

    /** The method of the last request; empty if there was none. */
    Optional<String> method();

    /** The endpoint of the last request, see {@link CallRequest#endpoint}; empty if there was none. */
    Optional<String> endpoint();

    /** From the first moment to the last, waits included. */
    Duration took();

    /** Records that were pulled, received, or accepted of a push. */
    int records();

    /** Empty for {@link CallOutcome#SUCCESS}. */
    Optional<ErrorCode> error();

    /** The sentence that the caller has got, without secrets; empty for {@link CallOutcome#SUCCESS}. */
    Optional<String> message();

    /**
     * The failure's stack trace with its causes, without secrets; empty for {@link CallOutcome#SUCCESS}, and where a listener
     * is so far behind that keeping it would take too much memory.
     */
    Optional<String> stackTrace();
}
