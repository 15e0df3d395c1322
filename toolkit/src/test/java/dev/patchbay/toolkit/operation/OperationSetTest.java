package dev.patchbay.toolkit.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.toolkit.http.TestCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationSetTest {
    private final List<Arguments> ran = new ArrayList<>();
    private final OperationSet operations = OperationSet.builder()
            .add(
                    Operation.builder("create")
                            .required("name", "its name")
                            .optional("draft", "true for a draft")
                            .optional("fields", "its fields")
                            .optional("parts", "its parts")
                            .build(),
                    (given, call) -> {
                        ran.add(given);
                        return Map.of("id", 7);
                    })
            .add(Operation.builder("count").build(), (given, call) -> Map.of("count", 3))
            .build();

    @Test
    void runsWhatWasNamedWithWhatWasGiven() {
        assertEquals(
                Map.of("id", 7),
                invoke(Map.of(
                        "name", " a ", "draft", true, "fields", Map.of("x", 1), "parts", List.of(Map.of("y", 2)))));
        Arguments given = ran.get(0);
        assertEquals(4, given.all().size());
        assertEquals("a", given.text("name"));
        assertTrue(given.isTrue("draft"));
        assertEquals(Map.of("x", 1), given.object("fields"));
        assertEquals(List.of(Map.of("y", 2)), given.objects("parts"));
        assertEquals(Map.of("count", 3), operations.invoke("count", Map.of(), call()));
        assertEquals(
                List.of("create", "count"),
                operations.all().stream().map(Operation::name).toList());
    }

    @Test
    void whatIsNotGivenIsEmptyAndNullIsNotGiven() {
        Map<String, Object> arguments = new HashMap<>(Map.of("name", "a"));
        arguments.put("draft", null);
        invoke(arguments);
        Arguments given = ran.get(0);
        assertFalse(given.isTrue("draft"));
        assertTrue(given.value("draft").isEmpty());
        assertEquals("", given.text("fields"));
        assertEquals(Map.of(), given.object("fields"));
        assertEquals(List.of(), given.objects("parts"));
    }

    @Test
    void tellsAllThatIsMissingAndUnknownAtOnceAndRunsNothing() {
        ConnectorException refused =
                assertThrows(ConnectorException.class, () -> invoke(Map.of("nmae", "a", "extra", 1)));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
        assertEquals(
                "'create' needs 'name' (its name) and does not know 'extra', 'nmae'; it takes [name, draft, fields, parts]",
                refused.getMessage());
        assertTrue(ran.isEmpty());
    }

    @Test
    void namesTheOperationsThereAre() {
        ConnectorException refused =
                assertThrows(ConnectorException.class, () -> operations.invoke("destroy", Map.of(), call()));
        assertEquals(ErrorCode.UNSUPPORTED_CAPABILITY, refused.code());
        assertTrue(
                refused.getMessage().matches("'destroy' is no operation of '.+'; use one of \\[create, count\\]"),
                refused.getMessage());
    }

    @Test
    void refusesWhatIsNotShapedAsItHasToBe() {
        invoke(Map.of("name", "a", "draft", "yes", "fields", "x", "parts", List.of(1)));
        Arguments given = ran.get(0);
        assertEquals(
                "'draft' of 'create' is neither true nor false; write one of them",
                assertThrows(ConnectorException.class, () -> given.isTrue("draft"))
                        .getMessage());
        for (Runnable each : List.<Runnable>of(() -> given.object("fields"), () -> given.objects("parts"))) {
            ConnectorException refused = assertThrows(ConnectorException.class, each::run);
            assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
            assertTrue(refused.getMessage().contains("write an object"), refused.getMessage());
        }
        assertTrue(assertThrows(ConnectorException.class, () -> given.objects("fields"))
                .getMessage()
                .startsWith("'fields' of 'create' is no list"));
    }

    /** Its text would be Java's, and become a part of a path, or of a query. */
    @Test
    void takesNoListOrObjectForAText() {
        for (Object each : List.of(List.of(7), Map.of("number", 7), new byte[] {7})) {
            invoke(Map.of("name", each));
            Arguments given = ran.get(ran.size() - 1);
            ConnectorException refused = assertThrows(ConnectorException.class, () -> given.text("name"));
            assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
            assertEquals("'name' of 'create' is no text; write text, a number, or true or false", refused.getMessage());
        }
    }

    @Test
    void aNameIsGivenOnce() {
        OperationSet.Builder builder =
                OperationSet.builder().add(Operation.builder("count").build(), (given, call) -> Map.of());
        assertThrows(
                IllegalArgumentException.class,
                () -> builder.add(Operation.builder("count").build(), (given, call) -> Map.of()));
    }

    private Map<String, Object> invoke(Map<String, Object> arguments) {
        return operations.invoke("create", arguments, call());
    }

    private static TestCall call() {
        return TestCall.of(Duration.ofSeconds(30));
    }
}
