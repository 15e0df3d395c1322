package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Console;
import dev.patchbay.api.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The verb {@code why}. */
final class ExplainWhy implements Verb {
    static final String SUMMARY = "Explains how an instance, a type or a file stands, why, and what to do";

    private static final Manual MANUAL =
            new Manual("why", SUMMARY, Syntax.none().required("X"), """
            X is an instance, a type, or the name of a file in config/ or deploy/. The exit code is 1 if there is no such
            thing.

              why connector.jdbc~orders.cfg
            """);

    private final ConnectorRegistry registry;

    ExplainWhy(ConnectorRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        Explanation explanation = registry.why(arguments.operand("X"));
        if (arguments.json()) {
            Json.print(facts(explanation), console);
        } else if (explanation.isKnown()) {
            explanation.sentences().forEach(each -> console.out().print(Cell.oneLine(each) + "\n"));
        }
        if (!explanation.isKnown()) {
            throw VerbFailure.failed(String.join(" ", explanation.sentences()));
        }
    }

    private static Map<String, Object> facts(Explanation explanation) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("subject", explanation.subject());
        facts.put("known", explanation.isKnown());
        facts.put("sentences", explanation.sentences());
        return facts;
    }
}
