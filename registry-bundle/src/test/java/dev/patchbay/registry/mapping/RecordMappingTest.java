package dev.patchbay.registry.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.model.WebhookResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordMappingTest {

    @Test
    void addsFieldsToThoseThatAreThere() {
        Map<String, Object> fields = Map.of("fields", Map.of("summary", "It rains"), "key", "PB-7");
        assertEquals(
                Map.of("fields", Map.of("summary", "It rains"), "key", "PB-7", "title", "It rains", "id", "PB-7"),
                pulled(Map.of("mapping.title", "fields.summary", "mapping.id", "key"), fields));
    }

    @Test
    void aMappedFieldIsWhatItsPathLeadsToAndNothingElse() {
        Map<String, String> mapping = Map.of("mapping.name", "owner.name");
        assertEquals(
                "Ada",
                pulled(mapping, Map.of("name", "repo", "owner", Map.of("name", "Ada")))
                        .get("name"));
        assertEquals(Map.of("owner", "nobody"), pulled(mapping, Map.of("name", "repo", "owner", "nobody")));
        assertEquals(
                Collections.singletonMap("name", null),
                pulled(Map.of("mapping.name", "name"), Collections.singletonMap("name", null)));
    }

    @Test
    void fieldsCanChangePlaces() {
        Map<String, Object> fields = Map.of("a", 1, "b", 2);
        assertEquals(Map.of("a", 2, "b", 1), pulled(Map.of("mapping.a", "b", "mapping.b", "a"), fields));
        assertEquals(Map.of("a", 2, "b", 1), pushed(Map.of("mapping.push.a", "b", "mapping.push.b", "a"), fields));
    }

    @Test
    void aNameWithDotsIsOneField() {
        assertEquals(Map.of("a", 1, "owner.name", 1), pulled(Map.of("mapping.owner.name", "a"), Map.of("a", 1)));
        assertEquals(
                Map.of("a", Map.of("b", 1)), pushed(Map.of("mapping.push.owner.name", "a.b"), Map.of("owner.name", 1)));
    }

    @Test
    void whatTheRecordIsStays() {
        ConnectorRecord record = ConnectorRecord.builder("issues")
                .id("7")
                .changedAt(Instant.EPOCH)
                .field("id", "x")
                .build();
        Map<String, String> mapping = Map.of("mapping.id", "number", "mapping.push.id", "number");
        for (ConnectorRecord each : List.of(
                RecordMapping.of(mapping)
                        .pulled(Page.last(List.of(record)))
                        .records()
                        .get(0),
                RecordMapping.of(mapping).pushed(List.of(record)).get(0))) {
            assertEquals("issues", each.type());
            assertEquals("7", each.id().orElseThrow());
            assertEquals(Instant.EPOCH, each.changedAt().orElseThrow());
        }
    }

    @Test
    void aPageKeepsItsCursorAndADeliveryItsId() {
        RecordMapping mapping = RecordMapping.of(Map.of("mapping.b", "a"));
        List<ConnectorRecord> records = List.of(ConnectorRecord.of("x", Map.of("a", 1)));
        Page page = mapping.pulled(Page.of(records, "next"));
        assertEquals("next", page.cursor().orElseThrow());
        assertTrue(page.more());
        WebhookResult result = mapping.received(WebhookResult.accepted(records).withDeliveryId("d"));
        assertEquals("d", result.deliveryId().orElseThrow());
        assertEquals(Map.of("a", 1, "b", 1), result.records().get(0).fields());
        assertEquals(
                "pong", mapping.received(WebhookResult.reply("pong")).reply().orElseThrow());
    }

    @Test
    void sendsAFieldElsewhereAndNotUnderItsName() {
        assertEquals(
                Map.of("fields", Map.of("summary", "It rains", "labels", List.of("weather")), "kept", true),
                pushed(
                        Map.of("mapping.push.title", "fields.summary", "mapping.push.label", "fields.labels[0]"),
                        Map.of("title", "It rains", "label", "weather", "kept", true)));
    }

    @Test
    void sendsNothingForAFieldThatIsNotThereAndNullForOneThatIsNull() {
        Map<String, String> mapping = Map.of("mapping.push.a", "x.a", "mapping.push.b", "y.b");
        assertEquals(
                Map.of("x", Collections.singletonMap("a", null)), pushed(mapping, Collections.singletonMap("a", null)));
        assertEquals(Map.of("c", 1), pushed(mapping, Map.of("c", 1)));
    }

    @Test
    void keepsWhatIsBesideAndReplacesWhatIsInTheWay() {
        Map<String, String> mapping = Map.of("mapping.push.name", "owner.name", "mapping.push.first", "list[1]");
        Map<String, Object> owner = Map.of("id", 5, "name", "old");
        List<Object> list = List.of("a", "b", "c");
        Map<String, Object> fields = Map.of("owner", owner, "list", list, "name", "Ada", "first", "B");
        assertEquals(
                Map.of("owner", Map.of("id", 5, "name", "Ada"), "list", List.of("a", "B", "c")),
                pushed(mapping, fields));
        assertEquals(Map.of("id", 5, "name", "old"), owner);
        assertEquals(
                Map.of("owner", Map.of("name", "Ada"), "list", Arrays.asList(null, "B")),
                pushed(mapping, Map.of("owner", "a text", "list", 7, "name", "Ada", "first", "B")));
    }

    @Test
    void makesListsAsLongAsTheyMustBe() {
        assertEquals(
                Map.of("phones", Arrays.asList(null, null, Map.of("number", 5))),
                pushed(Map.of("mapping.push.mobile", "phones[2].number"), Map.of("mobile", 5)));
    }

    @Test
    void leavesTheOrderOfFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("z", 1);
        fields.put("b", 2);
        fields.put("a", 3);
        assertEquals(
                List.of("z", "b", "a", "c", "d"),
                List.copyOf(pulled(Map.of("mapping.d", "a", "mapping.c", "a", "mapping.b", "z"), fields)
                        .keySet()));
    }

    @Test
    void doesNothingWithoutMappings() {
        assertSame(RecordMapping.NONE, RecordMapping.of(Map.of("url", "x", "mapping.a", " ")));
        Page page = Page.last(List.of(ConnectorRecord.of("x", Map.of("a", 1))));
        assertSame(page, RecordMapping.NONE.pulled(page));
        assertSame(page.records(), RecordMapping.NONE.pushed(page.records()));
        RecordMapping onlyPush = RecordMapping.of(Map.of("mapping.push.a", "b"));
        assertSame(page, onlyPush.pulled(page));
    }

    private static Map<String, Object> pulled(Map<String, String> mapping, Map<String, Object> fields) {
        return RecordMapping.of(mapping)
                .pulled(Page.last(List.of(ConnectorRecord.of("things", fields))))
                .records()
                .get(0)
                .fields();
    }

    private static Map<String, Object> pushed(Map<String, String> mapping, Map<String, Object> fields) {
        return RecordMapping.of(mapping)
                .pushed(List.of(ConnectorRecord.of("things", fields)))
                .get(0)
                .fields();
    }
}
