package dev.patchbay.spi;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.PushResult;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A connector to which records are pushed. */
@ConsumerType
public interface Sink extends Connector {

    /**
     * Writes a batch. A record that is refused for itself is told in the result; a failure of the batch as a whole is
     * thrown, with OUTCOME_UNKNOWN if the external system may have applied it nevertheless.
     */
    PushResult push(List<ConnectorRecord> records, CallContext call);

    /**
     * Whether pushing a batch twice is the same as pushing it once, as an upsert by a key of the records' own is: then a
     * push that failed may be made again although it may have been applied. Asked of a connector with its settings of now.
     */
    default boolean idempotent() {
        return false;
    }
}
