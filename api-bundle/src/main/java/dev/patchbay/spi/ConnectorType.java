package dev.patchbay.spi;

import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Put on the component class of a {@link ConnectorFactory}: the static facts of its connector type.
 *
 * <p>They become service properties, and the name also a capability in the bundle's manifest, so that both are known
 * without loading a class of the connector, the capability even if the bundle cannot resolve. The version of the type is
 * the version of the bundle.
 */
@ComponentPropertyType
@Capability(namespace = ConnectorType.NAMESPACE, name = "${#name}")
public @interface ConnectorType {

    /** The namespace of the capability; its attribute of the same name holds the type. */
    String NAMESPACE = "patchbay.connector";

    /** Component property types: what every property name starts with. */
    String PREFIX_ = "connector.";

    /** The connector type, such as {@code github}: 1 to 63 of {@code a-z 0-9 -}. */
    String name();

    /** The names of the {@link dev.patchbay.model.Capability capabilities} that its connectors have, in lower case. */
    String[] capabilities();

    /** The record types that can be pulled or pushed; empty if that depends on the instance. */
    String[] recordTypes() default {};

    /** How it signs in, such as {@code token} or {@code oauth2}. */
    String[] authMethods() default {};

    /** Whether pulls can go on from a checkpoint and yield only what has changed. */
    boolean incremental() default false;

    /** Where to read about it. */
    String documentation() default "";
}
