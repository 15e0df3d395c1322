package dev.patchbay.registry;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.compatibility.TypeExplainer;
import dev.patchbay.registry.lifecycle.Instance;

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

    /** Of an instance that has never had settings by which there could be some. */
    static ConnectorException limits(Instance instance) {
        return new ConnectorException(
                ErrorCode.CONNECTOR_NOT_FOUND,
                "'" + instance.id() + "' has no limits, because it has never had valid settings; see 'why "
                        + instance.id() + "'");
    }

    static ConnectorException type(String type, TypeExplainer explainer) {
        return new ConnectorException(
                ErrorCode.CONNECTOR_NOT_FOUND,
                explainer.compatibility(type).reasons().stream()
                        .findFirst()
                        .orElse("connector type '" + type + "' has just left; call again"));
    }
}
