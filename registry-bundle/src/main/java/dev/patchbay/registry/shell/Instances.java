package dev.patchbay.registry.shell;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Operation;
import dev.patchbay.registry.call.CallPipeline;
import dev.patchbay.registry.config.ClosestText;
import java.util.List;
import java.util.Optional;

/** The instances as verbs ask for them: by the text of an id. */
final class Instances {
    private final ConnectorRegistry registry;

    Instances(ConnectorRegistry registry) {
        this.registry = registry;
    }

    ConnectorRegistry registry() {
        return registry;
    }

    List<InstanceStatus> all() {
        return registry.instances(InstanceFilter.all());
    }

    InstanceId id(String text) {
        try {
            return InstanceId.parse(text);
        } catch (IllegalArgumentException e) {
            throw VerbFailure.usage(e.getMessage());
        }
    }

    /** The id of an instance that is there. */
    InstanceId known(String text) {
        return status(text).id();
    }

    InstanceStatus status(String text) {
        InstanceId id = id(text);
        return find(id).orElseThrow(() -> new ConnectorException(
                ErrorCode.CONNECTOR_NOT_FOUND, "there is no instance '" + id + "'" + remedy(id.toString())));
    }

    Optional<InstanceStatus> find(InstanceId id) {
        InstanceFilter filter = InstanceFilter.all().type(id.type()).tenant(id.tenant());
        return registry.instances(filter).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    /**
     * For the calls of one verb, which have one correlation id. They run on threads of the runtime, so that a connector which
     * hangs does not hold the shell.
     */
    ConnectorHandle handle(String text) {
        CallOptions options = CallOptions.none().isolated().correlationId(CallPipeline.newCorrelationId());
        return registry.get(known(text)).with(options);
    }

    /** The operations of an instance that has a connector object: looking must not make one. */
    List<Operation> operations(InstanceStatus status) {
        if (status.state() != InstanceState.ACTIVE) {
            return List.of();
        }
        try {
            return handle(status.id().toString()).operations();
        } catch (ConnectorException e) {
            // It has none, or is gone by now.
            return List.of();
        }
    }

    /** The facts of the version that serves a type; empty if none does. */
    Optional<ConnectorMetadata> metadata(String type) {
        try {
            return Optional.of(registry.metadata(type));
        } catch (ConnectorException e) {
            return Optional.empty();
        }
    }

    private String remedy(String id) {
        List<String> ids = all().stream().map(each -> each.id().toString()).toList();
        String hint = ClosestText.hint(id, ids);
        return hint.isEmpty() ? "; 'list' shows those that are" : hint;
    }
}
