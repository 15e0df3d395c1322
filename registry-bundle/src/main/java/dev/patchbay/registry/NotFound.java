package dev.patchbay.registry;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.compatibility.TypeExplainer;

/** The sentences for what is not there. */
final class NotFound {
    private NotFound() {}

    /** Reads an id as a caller spelled it. */
    static InstanceId parse(String id) {
        try {
            return InstanceId.parse(id);
        } catch (IllegalArgumentException unreadable) {
            throw new ConnectorException(ErrorCode.CONNECTOR_NOT_FOUND, unreadable.getMessage(), unreadable);
        }
    }

    static ConnectorException instance(InstanceId id) {
        return new ConnectorException(
                ErrorCode.CONNECTOR_NOT_FOUND,
                "there is no instance '" + id + "'; configure it with a file config/connector." + id
                        + ".cfg, or look at 'list' for those that are there");
    }

    static ConnectorException type(String type, TypeExplainer explainer) {
        return new ConnectorException(
                ErrorCode.CONNECTOR_NOT_FOUND,
                explainer.compatibility(type).reasons().stream()
                        .findFirst()
                        .orElse("connector type '" + type + "' has just left; call again"));
    }
}
