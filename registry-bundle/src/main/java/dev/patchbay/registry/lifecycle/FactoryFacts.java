package dev.patchbay.registry.lifecycle;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.Capability;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.config.MetatypeSchema;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import dev.patchbay.spi.SettingsValidator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * What the properties of a factory service tell, without getting the service. Absent arrays are empty ones: bnd leaves
 * empty defaults out of the properties.
 */
final class FactoryFacts {
    private final ServiceReference<ConnectorFactory> reference;
    private final MetatypeSchema schemas;
    private final Optional<TypeDefinition> registered;

    FactoryFacts(ServiceReference<ConnectorFactory> reference, MetatypeSchema schemas) {
        this.reference = reference;
        this.schemas = schemas;
        this.registered = reference.getProperty(FactoryTracker.DEFINITION) instanceof TypeDefinition definition
                ? Optional.of(definition)
                : Optional.empty();
    }

    /** Why the service cannot be a type. */
    Optional<String> problem() {
        String type = type();
        if (type != null && InstanceId.isPart(type)) {
            return Optional.empty();
        }
        return Optional.of(
                "bundle " + bundle().getSymbolicName() + " publishes a ConnectorFactory whose '"
                        + ConnectorType.PREFIX_ + "name' is '" + type
                        + "', which is no connector type; its component needs @ConnectorType(name = ...) with a-z, 0-9 and '-'");
    }

    /** Whether it also knows what holds for several settings together. */
    boolean validates() {
        return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] names
                && List.of(names).contains(SettingsValidator.class.getName());
    }

    ConnectorMetadata metadata() {
        return registered.map(TypeDefinition::metadata).orElseGet(this::published);
    }

    Schema schema() {
        return registered.map(this::schemaOf).orElseGet(() -> schemas.read(bundle(), type()));
    }

    private ConnectorMetadata published() {
        return ConnectorMetadata.builder(type(), bundle().getVersion())
                .capabilities(capabilities())
                .recordTypes(list("recordTypes"))
                .authMethods(list("authMethods"))
                .incremental(Boolean.TRUE.equals(property("incremental")))
                .documentation(property("documentation") instanceof String text ? text : "")
                .source(bundle().getSymbolicName())
                .build();
    }

    private Schema schemaOf(TypeDefinition definition) {
        Schema schema =
                schemas.of(definition.metadata().type(), definition.attributes().orElse(List.of()));
        return definition.attributes().isPresent() ? schema : schema.open();
    }

    private String type() {
        return registered
                .map(definition -> definition.metadata().type())
                .orElse(property("name") instanceof String name ? name : null);
    }

    private Set<Capability> capabilities() {
        Set<Capability> known = EnumSet.noneOf(Capability.class);
        for (String name : list("capabilities")) {
            Stream.of(Capability.values())
                    .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
                    .forEach(known::add);
        }
        return known;
    }

    private List<String> list(String name) {
        Object value = property(name);
        if (value instanceof String[] many) {
            return List.of(many);
        }
        return value instanceof String one ? List.of(one) : List.of();
    }

    private Object property(String name) {
        return reference.getProperty(ConnectorType.PREFIX_ + name);
    }

    private Bundle bundle() {
        return reference.getBundle();
    }
}
