package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.patchbay.model.Problem;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorSettings;
import dev.patchbay.spi.SettingsValidator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the contract against a validator that keeps it, and against one for each way to break it. */
class ValidatorContractTest {
    private static final Set<String> OF_VALIDATORS =
            Set.of("findsNothingWrongWithGoodSettings", "startsNothingWhenItChecksSettings");

    enum Fault {
        NONE,
        REFUSES_GOOD_SETTINGS,
        RETURNS_NULL,
        STARTS_A_THREAD
    }

    /** What is wrong with the validator that is tried now. */
    private static volatile Fault fault = Fault.NONE;

    private static volatile CountDownLatch end = new CountDownLatch(1);

    /** Public, with a constructor without parameters, as the contract has it. */
    public static final class Factory implements ConnectorFactory, SettingsValidator {
        private static final Notebook NOTEBOOK = new Notebook();

        @Override
        public Connector create(ConnectorContext context) {
            return new NotebookConnector(NOTEBOOK, context, Set.of());
        }

        @Override
        public List<Problem> validate(ConnectorSettings settings) {
            return switch (fault) {
                case NONE -> settings.isSet("token") ? List.of() : List.of(Problem.of("no token"));
                case REFUSES_GOOD_SETTINGS -> List.of(Problem.ofKey("token", "'token' does not please"));
                case RETURNS_NULL -> null;
                case STARTS_A_THREAD -> {
                    Thread thread = new Thread(ValidatorContractTest::awaitEnd);
                    thread.setDaemon(true);
                    thread.start();
                    yield List.of();
                }
            };
        }
    }

    static class Trial extends ConnectorContract {
        @Override
        public String type() {
            return "notebook";
        }

        @Override
        public ConnectorFactory factory() {
            return new Factory();
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of("token", Notebook.TOKEN);
        }
    }

    @AfterEach
    void mend() {
        fault = Fault.NONE;
        end.countDown();
        end = new CountDownLatch(1);
    }

    @Test
    void findsNoFaultInASoundValidator() {
        assertEquals(Set.of(), failed());
    }

    @Test
    void findsOneThatRefusesGoodSettings() {
        fault = Fault.REFUSES_GOOD_SETTINGS;
        assertEquals(Set.of("findsNothingWrongWithGoodSettings"), failed());
    }

    @Test
    void findsOneThatReturnsNull() {
        fault = Fault.RETURNS_NULL;
        assertEquals(Set.of("findsNothingWrongWithGoodSettings", "startsNothingWhenItChecksSettings"), failed());
    }

    @Test
    void findsOneThatStartsAThread() {
        fault = Fault.STARTS_A_THREAD;
        assertEquals(Set.of("startsNothingWhenItChecksSettings"), failed());
    }

    private static Set<String> failed() {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Trial.class))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(each -> each.getTestDescriptor().getDisplayName().replace("()", ""))
                .filter(OF_VALIDATORS::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
