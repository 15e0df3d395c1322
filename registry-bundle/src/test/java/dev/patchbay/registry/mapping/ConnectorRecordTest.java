package dev.patchbay.registry.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.FieldNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** Whoever made it may go on with the lists and maps that he gave, and whoever has it may try to change them. */
    @Test
    void nobodyChangesARecord() {
        List<Object> labels = new ArrayList<>(List.of("bug"));
        Map<String, Object> author = new LinkedHashMap<>(Map.of("teams", new ArrayList<>(List.of("core"))));
        ConnectorRecord record = ConnectorRecord.builder("t")
                .field("labels", labels)
                .fields(Map.of("author", author))
                .build();

        labels.add("late");
        ((List<?>) author.get("teams")).clear();
        author.put("name", "late");

        assertEquals(Map.of("labels", List.of("bug"), "author", Map.of("teams", List.of("core"))), record.fields());
        assertUnchangeable(record);
    }

    @Test
    void aRecordTakesFieldsThatNobodyCanChangeAsTheyAre() {
        Map<String, Object> fields = FieldNames.of(List.of("labels", "author"))
                .with(new ArrayList<>(List.of("bug")), Map.of("teams", List.of()));
        ConnectorRecord.Builder builder = ConnectorRecord.builder("t").fields(fields);
        ConnectorRecord record = builder.build();

        assertSame(fields, record.fields());
        assertUnchangeable(record);
        assertEquals(3, builder.field("more", 1).build().fields().size());
        assertEquals(2, record.fields().size());
    }

    @Test
    void aValueThatHoldsItselfIsRefused() {
        List<Object> endless = new ArrayList<>();
        endless.add(Map.of("again", endless));
        ConnectorRecord.Builder builder = ConnectorRecord.builder("t");

        assertThrows(IllegalArgumentException.class, () -> builder.field("a", endless));
        assertThrows(
                IllegalArgumentException.class,
                () -> FieldNames.of(List.of("a")).with(endless));
    }

    @Test
    void laterFieldsStandBesideThoseThatWereThere() {
        Map<String, Object> fields = FieldNames.of(List.of("a", "b")).with(1, null);

        ConnectorRecord record = ConnectorRecord.builder("t")
                .field("z", 0)
                .fields(fields)
                .field("a", 2)
                .build();

        assertEquals("{z=0, a=2, b=null}", record.fields().toString());
        assertEquals(Map.of(), ConnectorRecord.builder("t").build().fields());
    }

    private static void assertUnchangeable(ConnectorRecord record) {
        Map<String, Object> fields = record.fields();
        assertThrows(UnsupportedOperationException.class, fields::clear);
        assertThrows(UnsupportedOperationException.class, () -> ((List<?>) fields.get("labels")).clear());
        Map<?, ?> author = (Map<?, ?>) fields.get("author");
        assertThrows(UnsupportedOperationException.class, author::clear);
        assertThrows(UnsupportedOperationException.class, () -> ((List<?>) author.get("teams")).remove(null));
    }
}
