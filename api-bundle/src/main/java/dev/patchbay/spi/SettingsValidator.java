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
     * changed, on a thread of the runtime's and never during a call of the connector. Does no I/O, keeps nothing and
     * returns soon: who takes longer than a second is interrupted, and like one who throws, found nothing but a warning.
     *
     * @return empty if nothing is wrong; problems name the key they are about ({@link Problem#ofKey})
     */
    List<Problem> validate(ConnectorSettings settings);
}
