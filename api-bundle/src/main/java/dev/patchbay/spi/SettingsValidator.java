package dev.patchbay.spi;

import dev.patchbay.model.Problem;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Checks what takes more than one setting to see, such as that two go together. Implemented by the class of a
 * {@link ConnectorFactory} and published by the same component:
 * {@code @Component(service = {ConnectorFactory.class, SettingsValidator.class}, ...)}.
 *
 * <p>The class has a public constructor without parameters and needs no reference to be injected: {@code patchbay check}
 * makes one in a framework in which no bundle runs.
 */
@ConsumerType
@FunctionalInterface
public interface SettingsValidator {

    /**
     * Finds everything that is wrong with settings that are sound one by one. Called when an instance is configured or
     * changed, on threads of the runtime's, perhaps on several at once, and never during a call of the connector. Does no
     * I/O, keeps nothing and returns soon: who takes longer than a second is interrupted. Who does, or throws, stands in
     * nobody's way: the settings count as sound then, with a warning.
     *
     * @return empty if nothing is wrong; problems name the key they are about ({@link Problem#ofKey})
     */
    List<Problem> validate(ConnectorSettings settings);
}
