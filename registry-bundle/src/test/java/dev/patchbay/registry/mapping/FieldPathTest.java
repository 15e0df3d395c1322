package dev.patchbay.registry.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    private static final Map<String, Object> ISSUE = Map.of(
            "key",
            "PB-7",
            "owner",
            Map.of(
                    "name",
                    "Ada",
                    "e.mail",
                    "ada@example.org",
                    "it's",
                    1,
                    "größe",
                    3,
                    "😀",
                    4,
                    "first name",
                    "A",
                    "",
                    5),
            "labels",
            List.of(Map.of("name", "bug"), Map.of("colour", "red"), Map.of("name", "late")),
            "matrix",
            List.of(List.of(1, 2), "no list", List.of(3)),
            "empty",
            List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "key | PB-7",
                "owner.name | Ada",
                "  owner.name  | Ada",
                "['owner'].name | Ada",
                "owner['name'] | Ada",
                "owner['e.mail'] | ada@example.org",
                "owner[\"e.mail\"] | ada@example.org",
                "owner['it''s'] | 1",
                "owner[\"it's\"] | 1",
                "owner.größe | 3",
                "owner.😀 | 4",
                "owner['first name'] | A",
                "owner[''] | 5",
                "labels[0].name | bug",
                "labels[ 2 ].name | late",
                "labels[-1].name | late",
                "labels[-3]['name'] | bug",
                "matrix[0][1] | 2",
                "labels[*].name | [bug, late]",
                "matrix[*][0] | [1, 3]",
                "matrix[*][*] | [1, 2, 3]",
                "empty[*].name | []",
                "matrix[0][*] | [1, 2]"
            })
    void findsWhatItLeadsTo(String path, String value) throws BrokenPathException {
        assertEquals(value, FieldPath.parse(path).in(ISSUE).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "key.name",
                "key[0]",
                "key[*]",
                "owner[0]",
                "owner[*]",
                "labels.name",
                "labels[3]",
                "labels[-4]",
                "labels[1].name",
                "labels[0].name.first",
                "Owner.name"
            })
    void findsNothingWhereTheValuesHaveAnotherForm(String path) throws BrokenPathException {
        assertSame(Step.ABSENT, FieldPath.parse(path).in(ISSUE));
    }

    @Test
    void tellsANullFromNothing() throws BrokenPathException {
        Map<String, Object> fields = Collections.singletonMap("parent", null);
        assertNull(FieldPath.parse("parent").in(fields));
        assertSame(Step.ABSENT, FieldPath.parse("parent.name").in(fields));
        assertSame(Step.ABSENT, FieldPath.parse("parent[*]").in(fields));
    }

    @Test
    void collectsNullsThatAreThere() throws BrokenPathException {
        Map<String, Object> fields = Map.of("tags", Arrays.asList("a", null));
        assertEquals(Arrays.asList("a", null), FieldPath.parse("tags[*]").in(fields));
    }

    @Test
    void doesNotFailAtAMapWithOtherKeys() throws BrokenPathException {
        assertSame(Step.ABSENT, FieldPath.parse("a.b").in(Map.of("a", new TreeMap<>(Map.of(1, "one")))));
        assertSame(Step.ABSENT, FieldPath.parse("a.b").in(Map.of("a", Map.of(1, "one"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ".a | lacks a name at character 1",
                "a. | lacks a name at character 3",
                "a..b | lacks a name at character 3",
                "größe.😀..b | lacks a name at character 9",
                "a b | has a character that a name has only in quotes at character 2; write ['a name']",
                "a'b | has a character that a name has only in quotes at character 2; write ['a name']",
                "a] | has a character that a name has only in quotes at character 2; write ['a name']",
                "a.* | has '*' outside of brackets at character 3; write [*] for every element of a list",
                "a[ | has a '[' that is none of [0], [-1], [*] and ['a name'] at character 2",
                "a[] | has a '[' that is none of [0], [-1], [*] and ['a name'] at character 2",
                "a[b] | has a '[' that is none of [0], [-1], [*] and ['a name'] at character 2",
                "a[1.5] | has a '[' that is none of [0], [-1], [*] and ['a name'] at character 2",
                "a[99999999999] | has a '[' that is none of [0], [-1], [*] and ['a name'] at character 2",
                "a[0]b | needs '.' or '[' after the ']' at character 5",
                "a['b | has a name in quotes that does not end with '] at character 2",
                "a['b\"] | has a name in quotes that does not end with '] at character 2",
                "a['b']c | needs '.' or '[' after the ']' at character 7",
                "[0] | begins with a place in a list, and a record has fields; write the name of a field before it",
                "[*].a | begins with a place in a list, and a record has fields; write the name of a field before it",
                "$.a | begins with '$'; begin with the name of a field, or write ['$'] if that is its name",
                "$ | begins with '$'; begin with the name of a field, or write ['$'] if that is its name"
            })
    void tellsWhatIsWrongAndWhere(String path, String clause) {
        BrokenPathException broken = assertThrows(BrokenPathException.class, () -> FieldPath.parse(path));
        assertEquals(clause, broken.getMessage());
    }

    @Test
    void refusesWhatIsTooDeepToBeMeant() throws BrokenPathException {
        FieldPath.parse("a" + ".a".repeat(49));
        assertThrows(BrokenPathException.class, () -> FieldPath.parse("a" + ".a".repeat(50)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b[0][-1][*]", "größe['e.mail']['it''s']['']", "['😀 😀'].x-y_z", "['[0]'][0]"})
    void canBeWrittenDownAgain(String path) throws BrokenPathException {
        assertEquals(path, FieldPath.parse(path).toString());
    }
}
