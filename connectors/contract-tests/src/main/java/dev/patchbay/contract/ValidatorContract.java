package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.Problem;
import dev.patchbay.spi.SettingsValidator;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for a connector that checks settings together. */
interface ValidatorContract extends Fixture {

    @Test
    default void findsNothingWrongWithGoodSettings() throws ReflectiveOperationException {
        assertEquals(
                List.of(), validate(settings()).stream().map(Problem::toString).toList());
    }

    @Test
    default void startsNothingWhenItChecksSettings() throws ReflectiveOperationException {
        validator();
        RunningThreads threads = RunningThreads.now();
        validate(settings());
        assertEquals(List.of(), threads.started(this::isShared), "a validator does no I/O and starts no thread");
    }

    private List<Problem> validate(Map<String, Object> settings) throws ReflectiveOperationException {
        List<Problem> problems = validator().validate(new ContractSettings(id(), settings, secretKeys()));
        assertNotNull(problems, "validate returned null");
        return problems;
    }

    /** A fresh one, as a check of a home makes it: nothing is injected. */
    private SettingsValidator validator() throws ReflectiveOperationException {
        Class<?> factory = factory().getClass();
        assumeTrue(SettingsValidator.class.isAssignableFrom(factory), "it has no rules beyond its schema");
        assertTrue(Modifier.isPublic(factory.getModifiers()), factory + " is not public");
        return (SettingsValidator) factory.getConstructor().newInstance();
    }
}
