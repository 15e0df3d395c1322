package dev.patchbay.registry.lifecycle;

import dev.patchbay.spi.ConnectorFactory;

/** A factory service in use; SCR keeps its component active until the hold is released. */
public interface FactoryHold {

    ConnectorFactory factory();

    /** The context class loader with which code of the connector runs. */
    default ClassLoader loader() {
        return factory().getClass().getClassLoader();
    }

    void release();

    /** Where holds come from: the service of one version of a type. */
    interface Source {

        /**
         * Gets the service, which may run code of the connector.
         *
         * @throws dev.patchbay.model.ConnectorException with CONNECTOR_NOT_FOUND if the service has gone
         */
        FactoryHold hold();
    }
}
