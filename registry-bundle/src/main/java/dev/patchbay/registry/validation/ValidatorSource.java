package dev.patchbay.registry.validation;

import dev.patchbay.spi.SettingsValidator;

/** Where the validator of one version of a type comes from. */
@FunctionalInterface
public interface ValidatorSource {

    /**
     * Gets the validator, which may run code of the connector.
     *
     * @throws dev.patchbay.model.ConnectorException with CONNECTOR_NOT_FOUND if it has gone
     */
    Hold hold();

    /**
     * A validator in use.
     *
     * @param loader the context class loader with which it runs
     * @param release gives it back
     */
    record Hold(SettingsValidator validator, ClassLoader loader, Runnable release) {}
}
