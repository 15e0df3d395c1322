package dev.patchbay.registry.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingFaultsTest {

    @Test
    void findsNothingWrongWithWhatFitsTogether() {
        assertEquals(
                Map.of(),
                clauses(Map.of(
                        "mapping.a", "x",
                        "mapping.b", "x.y[*]",
                        "mapping.push", "x",
                        "mapping.push.a", "x.a",
                        "mapping.push.b", "x.b[0].c",
                        "mapping.push.c", "x.b[0].d",
                        "mapping.push.d", "x.b[999]",
                        "mapping.push.e", "",
                        "other.a", "..")));
    }

    @Test
    void namesEachPathThatIsBroken() {
        assertEquals(
                Map.of(
                        "mapping.a", "lacks a name at character 3",
                        "mapping.push.b", "lacks a name at character 1"),
                clauses(Map.of("mapping.a", "x.", "mapping.push.b", ".x", "mapping.push.c", "y")));
    }

    @Test
    void sendsToOnePlaceOnly() {
        assertEquals(
                Map.of(
                        "mapping.push.a",
                        "has [*], and one value cannot be sent to many places; write the number of one",
                        "mapping.push.b",
                        "has [-1]; what is sent has places from 0 to 999",
                        "mapping.push.c",
                        "has [1000]; what is sent has places from 0 to 999"),
                clauses(Map.of("mapping.push.a", "x[*]", "mapping.push.b", "x[-1]", "mapping.push.c", "x[1000]")));
    }

    @Test
    void namesTheMappingThatAnotherContradicts() {
        assertEquals(
                Map.of("mapping.push.b", "has the same path as 'mapping.push.a'; write another one"),
                clauses(Map.of("mapping.push.a", "x.y", "mapping.push.b", "x['y']")));
        assertEquals(
                Map.of("mapping.push.b", "leads into 'x.y', where 'mapping.push.a' puts a value; write another path"),
                clauses(Map.of("mapping.push.a", "x.y", "mapping.push.b", "x.y.z")));
        assertEquals(
                Map.of("mapping.push.b", "puts a value to 'x', into which 'mapping.push.a' leads; write another path"),
                clauses(Map.of("mapping.push.a", "x.y[0]", "mapping.push.b", "x")));
        assertEquals(
                Map.of(
                        "mapping.push.b",
                        "takes 'x.y' for a list, and 'mapping.push.a' takes it for fields; write another path",
                        "mapping.push.c",
                        "takes 'z' for fields, and 'mapping.push.bb' takes it for a list; write another path"),
                clauses(Map.of(
                        "mapping.push.a", "x.y.z",
                        "mapping.push.b", "x.y[0]",
                        "mapping.push.bb", "z[0]",
                        "mapping.push.c", "z.a")));
    }

    @Test
    void knowsItsKeys() {
        assertTrue(MappingFaults.isMapping("mapping.a"));
        assertTrue(MappingFaults.isMapping("mapping.push"));
        assertTrue(MappingFaults.isMapping("mapping.push.a"));
        assertFalse(MappingFaults.isMapping("mapping.push."));
        assertFalse(MappingFaults.isMapping("mapping."));
        assertFalse(MappingFaults.isMapping("mappings.a"));
    }

    private static Map<String, String> clauses(Map<String, String> texts) {
        return new MappingFaults(texts).clauses();
    }
}
