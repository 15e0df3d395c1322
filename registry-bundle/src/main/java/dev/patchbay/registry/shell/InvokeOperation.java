package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.Console;
import dev.patchbay.model.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** The verb {@code invoke}. */
final class InvokeOperation implements Verb {
    static final String SUMMARY = "Runs an operation of an instance and prints its result as JSON";

    private static final Manual MANUAL = new Manual(
            "invoke",
            SUMMARY,
            Syntax.none().required("ID").optional("OPERATION").repeated("key=value"),
            """
            An argument key=value is text; key:=JSON is a number, true, null, a list or an object. Without OPERATION the
            operations of the instance are listed.

              invoke github~europe close issue:=42 comment='done in 1.2'
            """);

    private final Instances instances;

    InvokeOperation(Instances instances) {
        this.instances = instances;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        Map<String, Object> values = new LinkedHashMap<>();
        arguments.pairs().forEach((key, value) -> put(key, value, values, arguments));
        ConnectorHandle handle = instances.handle(arguments.operand("ID"));
        Optional<String> operation = arguments.optionalOperand("OPERATION");
        if (operation.isPresent()) {
            Json.print(handle.invoke(operation.get(), values), console);
        } else if (arguments.json()) {
            Json.print(handle.operations().stream().map(InvokeOperation::facts).toList(), console);
        } else {
            print(handle.operations(), console);
        }
    }

    private static void put(String key, String value, Map<String, Object> values, Arguments arguments) {
        boolean typed = key.endsWith(":");
        String name = typed ? key.substring(0, key.length() - 1) : key;
        if (name.isEmpty() || values.containsKey(name)) {
            throw arguments.wrong(name.isEmpty() ? "':=' needs a key before it" : "'" + name + "' is given twice");
        }
        try {
            values.put(name, typed ? Json.parse(value) : value);
        } catch (JacksonException e) {
            throw arguments.wrong("the value of '" + name + ":=' is not JSON (" + e.getOriginalMessage() + ")");
        }
    }

    private static void print(List<Operation> operations, Console console) {
        Table table = new Table("OPERATION", "ARGUMENTS", "MEANING");
        for (Operation each : operations) {
            List<String> parameters = each.parameters().stream()
                    .map(parameter -> parameter.required() ? parameter.name() : "[" + parameter.name() + "]")
                    .toList();
            table.row(each.name(), String.join(" ", parameters), each.description());
        }
        table.print(console);
    }

    private static Map<String, Object> facts(Operation operation) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", operation.name());
        facts.put("description", operation.description());
        facts.put("idempotent", operation.idempotent());
        facts.put(
                "parameters",
                operation.parameters().stream().map(InvokeOperation::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(Operation.Parameter parameter) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", parameter.name());
        facts.put("description", parameter.description());
        facts.put("required", parameter.required());
        return facts;
    }
}
