package dev.patchbay.registry.compatibility;

import dev.patchbay.registry.compatibility.Components.Configured;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Which services the components of a connector wait for: a driver, or something that a library publishes. */
final class UnsatisfiedReferences implements Question {
    private static final String DRIVER = "org.osgi.service.jdbc.DataSourceFactory";
    private static final Pattern DRIVER_CLASS = Pattern.compile("\\(osgi\\.jdbc\\.driver\\.class=([^)*]+)\\)");

    private final Components components;
    private final Supply supply;

    UnsatisfiedReferences(Components components, Supply supply) {
        this.components = components;
        this.supply = supply;
    }

    @Override
    public List<String> ask(Bundle bundle) {
        return components.in(bundle, ComponentConfigurationDTO.UNSATISFIED_REFERENCE).stream()
                .flatMap(component -> Stream.of(component.configuration().unsatisfiedReferences)
                        .map(reference -> sentence(component, reference)))
                .distinct()
                .toList();
    }

    private String sentence(Configured component, UnsatisfiedReferenceDTO reference) {
        String service = Stream.of(component.description().references)
                .filter(each -> each.name.equals(reference.name))
                .map(each -> each.interfaceName)
                .findFirst()
                .orElse(reference.name);
        String target = reference.target == null ? "" : reference.target;
        return "its component " + component.description().name + " waits for a service " + service
                + (target.isEmpty() ? "" : " with " + target)
                + (reference.targetServices.length > 0 ? ", which is there but cannot be had" : "") + "; "
                + remedy(service, target);
    }

    private String remedy(String service, String target) {
        if (!service.equals(DRIVER)) {
            return supply.of("the bundle that publishes it");
        }
        Matcher driver = DRIVER_CLASS.matcher(target);
        return driver.find()
                ? supply.of("the JAR of the JDBC driver " + driver.group(1))
                : supply.of("the JAR of the database's JDBC driver");
    }
}
