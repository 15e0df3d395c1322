package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.Invoker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for a connector with operations. */
interface InvokerContract extends Fixture {

    @Test
    default void describesItsOperations() {
        List<Operation> operations = invoker().operations();

        assertFalse(operations.isEmpty(), "an invoker without operations");
        assertEquals(
                operations.size(),
                operations.stream().map(Operation::name).distinct().count(),
                "two operations have one name");
        operations.forEach(each -> assertFalse(each.description().isBlank(), each.name() + " is not described"));
    }

    @Test
    default void refusesAnUnknownOperation() {
        Invoker invoker = invoker();

        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> invoker.invoke("noSuchOperation", Map.of(), call()));

        assertEquals(ErrorCode.UNSUPPORTED_CAPABILITY, failure.code(), failure::getMessage);
    }

    private Invoker invoker() {
        Connector connector = connector();
        assumeTrue(connector instanceof Invoker, "no operations");
        return (Invoker) connector;
    }
}
