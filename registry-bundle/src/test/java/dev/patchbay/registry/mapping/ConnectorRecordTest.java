package dev.patchbay.registry.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.ConnectorRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorRecordTest {
    /** A record holds the fields that its builder had, and shares them with nobody. */
    @Test
    void aRecordStaysAsItIsWhenItsBuilderGoesOn() {
        ConnectorRecord.Builder builder = ConnectorRecord.builder("t").field("a", 1);
        ConnectorRecord first = builder.build();
        ConnectorRecord second = builder.field("b", 2).build();
        builder.fields(Map.of("a", 3));

        assertEquals(Map.of("a", 1), first.fields());
        assertEquals(Map.of("a", 1, "b", 2), second.fields());
    }
}
