package dev.patchbay.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes connector objects of one type; published as an OSGi service by a component that bears {@link ConnectorType}.
 *
 * <p>The component has {@code configurationPid = "connector.TYPE"}, {@code configurationPolicy = IGNORE} and
 * {@code @Designate(factory = true)}: its Metatype is the schema of the type's instances, which the runtime creates.
 */
@ConsumerType
@FunctionalInterface
public interface ConnectorFactory {

    /**
     * Makes the object of one instance. Opens no connection and starts no thread; that is for
     * {@link Connector#connect}. Called when the instance is first used, and again after its settings have changed.
     *
     * @throws dev.patchbay.model.ConnectorException with INVALID_CONFIG if the settings do not fit together
     */
    Connector create(ConnectorContext context);
}
