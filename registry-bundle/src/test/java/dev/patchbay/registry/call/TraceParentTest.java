package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TraceParentTest {
    @Test
    void isWellFormedWhateverTheCorrelationId() {
        for (String id : new String[] {"a", "order 7", "00000000000000000000000000000000", "8f3a9c0d1e2b4f56"}) {
            String header = TraceParent.of(id);
            assertTrue(header.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"), header);
            assertNotEquals("0".repeat(32), traceId(header));
        }
    }

    @Test
    void bearsTheCorrelationIdWhereThatIsATraceId() {
        assertEquals("0af7651916cd43dd8448eb211c80319c", traceId(TraceParent.of("0af7651916cd43dd8448eb211c80319c")));
        assertEquals("00000000000000008f3a9c0d1e2b4f56", traceId(TraceParent.of("8f3a9c0d1e2b4f56")));
    }

    @Test
    void keepsTheTraceOverAllRequestsOfACallButNotTheParent() {
        String first = TraceParent.of("order-7");
        String second = TraceParent.of("order-7");
        assertEquals(traceId(first), traceId(second));
        assertNotEquals(first, second);
    }

    private static String traceId(String header) {
        return header.split("-")[1];
    }
}
