package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.model.Health;
import dev.patchbay.model.InvokeResult;
import dev.patchbay.model.Operation;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Invoker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedOperationsTest {

    interface Issues {
        Map<String, Object> create(String title, String body);
    }

    interface Traced {
        InvokeResult create(String title);
    }

    interface Wrong {
        Map<String, Object> create(String titel);

        String close(String id);
    }

    @TempDir
    Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder);
        registry.install("erp", "1.0.0", context -> new Echo());
        registry.define("erp", "url", "http://one");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void callsAMethodAsTheOperationOfItsName() {
        Issues issues = registry.handle("erp").as(Issues.class);

        assertEquals(
                Map.of("operation", "create", "title", "Broken", "body", "It is"), issues.create("Broken", "It is"));
        assertEquals(Map.of("operation", "create", "title", "Broken"), issues.create("Broken", null));
        assertTrue(issues.toString().contains("erp"));
    }

    @Test
    void aMethodMayReturnTheResultThatKnowsItsCall() {
        Traced issues = registry.handle("erp")
                .with(CallOptions.none().correlationId("order-17").principal("alice"))
                .as(Traced.class);

        InvokeResult created = issues.create("Broken");

        assertEquals(Map.of("operation", "create", "title", "Broken"), created);
        assertEquals("order-17", created.correlationId().orElseThrow());
        assertEquals("alice", created.principal().orElseThrow());
        assertThrows(UnsupportedOperationException.class, () -> created.put("title", "Whole"));
    }

    @Test
    void namesEveryDifferenceAtOnce() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> registry.handle("erp").as(Wrong.class));

        assertTrue(refused.getMessage().contains("'create' needs a parameter 'title'"), refused.getMessage());
        assertTrue(refused.getMessage().contains("'create' knows no parameter 'titel'"), refused.getMessage());
        assertTrue(refused.getMessage().contains("there is no operation 'close'"), refused.getMessage());
    }

    private static final class Echo implements Invoker {
        @Override
        public List<Operation> operations() {
            return List.of(Operation.builder("create")
                    .required("title", "What it is about")
                    .optional("body", "The text")
                    .build());
        }

        @Override
        public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
            Map<String, Object> result = new java.util.HashMap<>(arguments);
            result.put("operation", operation);
            return result;
        }

        @Override
        public Health health(CallContext call) {
            return Health.up("");
        }

        @Override
        public void close() {}
    }
}
