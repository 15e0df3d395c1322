package dev.patchbay.api;

import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InvokeResult;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a caller holds. It names an instance, never an object, and so stays valid while the instance is reconfigured,
 * upgraded, removed and brought back. Thread-safe.
 *
 * <p>Calls run on the caller's thread, within the instance's timeout, and fail with
 * {@link dev.patchbay.model.ConnectorException} only: CONNECTOR_NOT_FOUND while the instance or its type is not there,
 * INVALID_CONFIG while its settings have problems, CONNECTOR_DISABLED while it is switched off,
 * UNSUPPORTED_CAPABILITY if the connector does not have the capability, TIMED_OUT past the deadline, and whatever the
 * connector reports.
 */
@ProviderType
public interface ConnectorHandle extends AutoCloseable {

    InstanceId id();

    /** Whether the version that serves now has the capability; false while none serves. Creates nothing. */
    boolean supports(Capability capability);

    /** A handle to the same instance whose calls carry these options; closing it does nothing. */
    ConnectorHandle with(CallOptions options);

    /** One page. */
    Page pull(PullRequest request);

    /** All records, page after page as the stream is read; each page is a call of its own, with its own deadline. */
    Stream<ConnectorRecord> pullAll(PullRequest request);

    PushResult push(List<ConnectorRecord> records);

    WebhookResult receive(Webhook webhook);

    /** The operations that {@link #invoke} knows. */
    List<Operation> operations();

    /** Asks for an operation. What it gives is a map that knows of which call it is. */
    InvokeResult invoke(String operation, Map<String, Object> arguments);

    /**
     * The caller's own interface to this instance: each method is the operation of its name, each parameter the argument
     * of its name (compile with {@code -parameters}), the result an {@link InvokeResult}, a map or nothing. Checked at once against the
     * operations of the connector, all differences named together.
     *
     * @throws IllegalArgumentException if the interface does not fit the operations
     */
    <T> T as(Class<T> operations);

    /** Ends the private connector object of a handle with overrides; does nothing to any other handle. */
    @Override
    void close();
}
