package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.lifecycle.TestConnector;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a write that is refused before any connector has seen it, its caller knows that nothing was applied. */
class RefusedWriteTest {

    @TempDir
    Path folder;

    private final ScriptedConnector connector = new ScriptedConnector();
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
        registry.install("erp", "1.0.0", context -> connector);
        registry.define("erp", "url", "http://one", "timeout", "200ms");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void anInstanceThatIsSwitchedOffAppliesNothing() {
        registry.define("erp", "url", "http://one", "enabled", "false");

        assertRefused(ErrorCode.CONNECTOR_DISABLED);
    }

    @Test
    void aChangeThatIsBeingTakenInUntilTheDeadlineAppliesNothing() {
        CountDownLatch takenIn = new CountDownLatch(1);
        registry.standing("erp").slot().retire();
        registry.queues.submit("erp", () -> awaitQuietly(takenIn));
        try {
            assertRefused(ErrorCode.TIMED_OUT);
        } finally {
            takenIn.countDown();
        }
    }

    @Test
    void anInstanceThatHasJustGoneAppliesNothing() {
        registry.standing("erp").slot().retire();

        assertRefused(ErrorCode.CONNECTOR_NOT_FOUND);
    }

    @Test
    void anInstanceThatIsNotThereAppliesNothing() {
        assertRefused("erp~none", ErrorCode.CONNECTOR_NOT_FOUND);
    }

    @Test
    void aConnectorThatCannotWriteAppliesNothing() {
        registry.install("crm", "1.0.0", context -> new TestConnector(context, new RegistryFixture.Diary()));
        registry.define("crm", "url", "http://one");

        assertRefused("crm", ErrorCode.UNSUPPORTED_CAPABILITY);
    }

    @Test
    void aRuntimeThatHasStoppedAppliesNothing() {
        registry.pipeline.close();

        assertRefused(ErrorCode.CONNECTOR_NOT_FOUND);
    }

    private void assertRefused(ErrorCode code) {
        assertRefused("erp", code);
    }

    private void assertRefused(String id, ErrorCode code) {
        ConnectorException refusal = assertThrows(
                ConnectorException.class,
                () -> registry.handle(id)
                        .push(List.of(ConnectorRecord.builder("things").build())));

        assertEquals(code, refusal.code(), refusal::getMessage);
        assertTrue(refusal.isUnapplied(), refusal::getMessage);
        assertEquals(0, connector.calls.get());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
