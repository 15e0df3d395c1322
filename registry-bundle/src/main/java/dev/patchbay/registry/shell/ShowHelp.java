package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.registry.config.ClosestText;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The verb {@code help}. */
final class ShowHelp implements Verb {
    private static final Manual MANUAL =
            new Manual("help", "Lists the verbs, or explains one", Syntax.none().optional("VERB"), """
            VERB --help does the same.

              help pull
            """);

    private final Supplier<List<Manual>> manuals;

    ShowHelp(Supplier<List<Manual>> manuals) {
        this.manuals = manuals;
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
            Json.print(manuals.get().stream().map(Manual::facts).toList(), console);
        } else {
            Table table = new Table();
            manuals.get().forEach(each -> table.row(each.name(), each.summary()));
            table.print(console);
            console.out().print("\n'help VERB' explains one; every verb also takes --json and --help.\n");
        }
    }

    private Manual find(String verb, Arguments arguments) {
        List<String> names = manuals.get().stream().map(Manual::name).toList();
        return manuals.get().stream()
                .filter(each -> each.name().equals(verb))
                .findFirst()
                .orElseThrow(() -> arguments.wrong("there is no verb '" + verb + "'" + ClosestText.hint(verb, names)));
    }
}
