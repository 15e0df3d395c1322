package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;

/** Tells whatever a connector throws as a {@link ConnectorException}, so that callers meet nothing else. */
public final class Faults {
    private Faults() {}

    /**
     * A connector's own {@link ConnectorException} stays as it is; anything else is a fault of the connector. That holds for
     * an {@link OutOfMemoryError} too: what the connector has read was too much, and who asked for it is told so as of
     * anything else. Whether a virtual machine goes on after one, its operator says by {@code -XX:+ExitOnOutOfMemoryError}.
     *
     * @param doing what the connector was asked to do, such as {@code "pull"}
     */
    public static ConnectorException of(InstanceId id, String doing, Throwable thrown) {
        if (thrown instanceof ConnectorException told) {
            return told;
        }
        String message = message(thrown);
        String what = thrown.getClass().getName() + (message == null ? "" : ": " + message);
        return new ConnectorException(
                ErrorCode.CONNECTOR_FAULT,
                "'" + id + "': the connector failed unexpectedly in " + doing + " (" + what
                        + "); report it to the author of connector '" + id.type() + "'",
                thrown);
    }

    /** It is foreign code that tells it. */
    private static String message(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (Throwable fault) {
            return null;
        }
    }

    /** A connector gave null where the contract wants a value. */
    public static ConnectorException ofNull(InstanceId id, String doing) {
        return new ConnectorException(
                ErrorCode.CONNECTOR_FAULT,
                "'" + id + "': the connector returned null from " + doing + "; report it to the author of connector '"
                        + id.type() + "'");
    }
}
