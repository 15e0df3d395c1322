package dev.patchbay.registry.compatibility;

import dev.patchbay.spi.ConnectorFactory;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What Declarative Services tell of the components of a running bundle; nothing where they tell nothing. */
final class Components {
    private static final String FACTORY = ConnectorFactory.class.getName();

    private final BundleContext context;

    Components(BundleContext context) {
        this.context = context;
    }

    /** One configuration of a component, with its description. */
    record Configured(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {}

    /** Those that publish a ConnectorFactory. */
    List<ComponentDescriptionDTO> factories(Bundle bundle) {
        return described(bundle).stream()
                .filter(each -> Stream.of(each.serviceInterfaces).anyMatch(FACTORY::equals))
                .toList();
    }

    /** All of a bundle that are in one of the states, of {@link ComponentConfigurationDTO}; factories first. */
    List<Configured> in(Bundle bundle, int state) {
        List<ComponentDescriptionDTO> factories = factories(bundle);
        Stream<ComponentDescriptionDTO> others = described(bundle).stream()
                .filter(each -> factories.stream().noneMatch(factory -> factory.name.equals(each.name)));
        return Stream.concat(factories.stream(), others)
                .flatMap(each -> configurations(each).stream().map(one -> new Configured(each, one)))
                .filter(each -> each.configuration().state == state)
                .toList();
    }

    private Collection<ComponentDescriptionDTO> described(Bundle bundle) {
        return asked(runtime -> runtime.getComponentDescriptionDTOs(bundle));
    }

    private Collection<ComponentConfigurationDTO> configurations(ComponentDescriptionDTO description) {
        return asked(runtime -> runtime.getComponentConfigurationDTOs(description));
    }

    private <T> Collection<T> asked(Function<ServiceComponentRuntime, Collection<T>> question) {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = reference == null ? null : context.getService(reference);
        if (runtime == null) {
            return List.of();
        }
        try {
            return question.apply(runtime);
        } finally {
            context.ungetService(reference);
        }
    }
}
