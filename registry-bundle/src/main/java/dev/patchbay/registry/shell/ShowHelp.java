package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.registry.config.ClosestText;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The verb {@code help}. */
final class ShowHelp implements Verb {
    private static final Manual MANUAL =
            new Manual("help", "Lists the verbs, or explains one", Syntax.none().optional("VERB"), """
            VERB --help does the same.

              help pull
            """);

    private final Supplier<Map<String, Verb>> verbs;

    /** @param verbs that there are, by their names */
    ShowHelp(Supplier<Map<String, Verb>> verbs) {
        this.verbs = verbs;
    }

    /** What {@code VERB --help} prints. */
    static void of(Manual manual, boolean json, Console console) {
        if (json) {
            Json.print(manual.facts(), console);
        } else {
            console.out().print(manual.page());
        }
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        Optional<String> verb = arguments.optionalOperand("VERB");
        if (verb.isPresent()) {
            of(find(verb.get(), arguments), arguments.json(), console);
        } else if (arguments.json()) {
            Json.print(all().map(Verb::manual).map(Manual::facts).toList(), console);
        } else {
            Table table = new Table();
            all().map(Verb::outline).forEach(each -> table.row(each.name(), each.summary()));
            table.print(console);
            console.out().print("\n'help VERB' explains one; every verb also takes --json and --help.\n");
        }
    }

    private Stream<Verb> all() {
        return verbs.get().values().stream();
    }

    private Manual find(String verb, Arguments arguments) {
        Map<String, Verb> present = verbs.get();
        Verb found = present.get(verb);
        if (found == null) {
            throw arguments.wrong("there is no verb '" + verb + "'" + ClosestText.hint(verb, present.keySet()));
        }
        return found.manual();
    }
}
