package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.WebhookReceiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever knows the address can send deliveries that are refused; that says nothing about the external system. */
class ForgedDeliveriesTest {

    /** Refuses every delivery, and cannot reach its external system. */
    private static final class Receiver implements WebhookReceiver, Invoker {
        @Override
        public WebhookResult receive(Webhook webhook, CallContext call) {
            throw new ConnectorException(ErrorCode.AUTHENTICATION_FAILED, "the signature is wrong");
        }

        @Override
        public List<Operation> operations() {
            return List.of();
        }

        @Override
        public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
            throw new ConnectorException(ErrorCode.PERMISSION_DENIED, "not you");
        }

        @Override
        public Health health(CallContext call) {
            return Health.up("well");
        }

        @Override
        public void close() {}
    }

    @TempDir
    Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
        registry.install("erp", "1.0.0", context -> new Receiver());
        registry.define("erp", "url", "http://one");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void spoilNobodysHealth() {
        Webhook forged = Webhook.of(Map.of(), new byte[0]);
        for (int i = 0; i < 20; i++) {
            assertThrows(ConnectorException.class, () -> registry.handle("erp").receive(forged));
        }
        assertEquals(
                0,
                registry.standing("erp")
                        .slot()
                        .observations()
                        .seen(System.nanoTime())
                        .failures());
    }

    @Test
    void whatTheConnectorCanTellsNotThatTheExternalSystemIsWellAgain() {
        assertThrows(ConnectorException.class, () -> registry.handle("erp").invoke("pay", Map.of()));

        registry.handle("erp").operations();

        assertTrue(registry.standing("erp").slot().observations().lastFailure().isPresent());
    }
}
