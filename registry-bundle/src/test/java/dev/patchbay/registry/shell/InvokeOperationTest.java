package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.registry.shell.Shell.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvokeOperationTest {
    private final MemoryRegistry registry = House.furnished();
    private final MemoryHandle mail = registry.calls("mail");
    private final Shell shell = new Shell(registry);

    @BeforeEach
    void addsAnOperation() {
        mail.operations = List.of(Operation.builder("send")
                .description("Sends a mail")
                .required("to", "to whom")
                .optional("subject", "about what")
                .build());
    }

    @Test
    void handsOnTextAndTypedValues() {
        Outcome outcome = shell.run(
                "invoke",
                "mail",
                "send",
                "to=a@b.c",
                "count:=42",
                "ratio:=1.50",
                "tags:=[\"x\",null]",
                "sure:=true",
                "text=where=a>10",
                "range=[1.2,2)",
                "odd=x:=1");
        assertEquals(0, outcome.exitCode());
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("to", "a@b.c");
        expected.put("count", 42);
        expected.put("ratio", new BigDecimal("1.50"));
        expected.put("tags", Arrays.asList("x", null));
        expected.put("sure", true);
        expected.put("text", "where=a>10");
        expected.put("range", "[1.2,2)");
        expected.put("odd", "x:=1");
        assertEquals(expected, mail.invocations.get("send"));
        assertTrue(outcome.out().contains("\"ratio\":1.50,"), outcome.out());
        assertTrue(mail.options.isIsolated());
    }

    @Test
    void printsTheResultAsJsonForProgramsAndForPeople() {
        mail.invoking = (operation, arguments) -> Map.of("sent", true);
        assertEquals("{\"sent\":true}\n", shell.run("invoke", "mail", "send").out());
        assertEquals(
                "{\"sent\":true}\n",
                shell.run("invoke", "mail", "send", "--json").out());
        assertEquals(
                "{\n  \"sent\" : true\n}\n",
                shell.on(80).run("invoke", "mail", "send").out());
    }

    @Test
    void listsTheOperationsIfNoneIsNamed() {
        assertEquals(
                List.of("OPERATION  ARGUMENTS     MEANING", "send       to [subject]  Sends a mail"),
                shell.run("invoke", "mail").lines());
        Outcome json = shell.run("invoke", "mail", "--json");
        assertTrue(json.json().get(0).get("parameters").get(0).get("required").asBoolean());
    }

    @Test
    void refusesWhatIsNoArgument() {
        assertTrue(shell.run("invoke", "mail", "send", "to:=[")
                .err()
                .startsWith("invoke: the value of 'to:=' is not JSON"));
        assertTrue(shell.run("invoke", "mail", "send", "to:=1 2").err().contains("something follows the value"));
        assertTrue(shell.run("invoke", "mail", "send", "to:=").err().contains("there is no value"));
        assertEquals(2, shell.run("invoke", "mail", "send", "to=1", "to:=1").exitCode());
        assertEquals(2, shell.run("invoke", "mail", "send", ":=1").exitCode());
        assertEquals(2, shell.run("invoke", "mail", "send", "=1").exitCode());
        assertTrue(mail.invocations.isEmpty());
    }

    @Test
    void tellsAFailureWithWhatAProgramCanActOn() {
        mail.invoking = (operation, arguments) -> {
            throw ConnectorException.rateLimited("too many mails", Duration.ofSeconds(3));
        };
        Outcome plain = shell.run("invoke", "mail", "send");
        assertEquals(1, plain.exitCode());
        assertEquals("too many mails\n", plain.err());
        Outcome json = shell.run("invoke", "mail", "send", "--json");
        assertEquals("", json.out());
        assertEquals("too many mails", json.error().get("error").asString());
        assertEquals(ErrorCode.RATE_LIMITED.name(), json.error().get("code").asString());
        assertEquals(3_000, json.error().get("retryAfterMillis").asInt());
    }

    @Test
    void showsTheOperationsOfAnActiveInstance() {
        assertTrue(
                shell.run("info", "mail").out().contains("operations  send"),
                shell.run("info", "mail").out());
    }
}
