package dev.patchbay.spi;

import dev.patchbay.model.Operation;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** A connector with named operations. */
@ConsumerType
public interface Invoker extends Connector {

    /** All operations; makes no request. */
    List<Operation> operations();

    /**
     * Runs one operation. Arguments and results are shaped as the fields of a
     * {@link dev.patchbay.model.ConnectorRecord}.
     *
     * @throws dev.patchbay.model.ConnectorException with OUTCOME_UNKNOWN if a write may have been applied
     */
    Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call);
}
