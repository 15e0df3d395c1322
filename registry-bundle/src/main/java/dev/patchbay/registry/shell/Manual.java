package dev.patchbay.registry.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What there is to know about a verb before it runs.
 *
 * @param name the word that calls it
 * @param summary one line without a full stop
 * @param syntax its operands and options
 * @param help what it prints and where to be careful, and an example; several lines
 */
record Manual(String name, String summary, Syntax syntax, String help) {

    String synopsis() {
        return syntax.isEmpty() ? name : name + " " + syntax;
    }

    /** All of it, for a person. */
    String page() {
        StringBuilder page = new StringBuilder();
        page.append(synopsis()).append("\n\n").append(summary).append(".\n\n").append(help.strip());
        page.append("\n\noptions:\n");
        Table options = new Table();
        for (Syntax.Option each : syntax.options()) {
            options.row("  " + each.spelling(), each.meaning());
        }
        return page.append(options.text()).toString();
    }

    /** All of it, for a program. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("synopsis", synopsis());
        facts.put("summary", summary);
        facts.put("help", help.strip());
        List<Map<String, String>> options = syntax.options().stream()
                .map(each -> Map.of("option", each.spelling(), "meaning", each.meaning()))
                .toList();
        facts.put("options", options);
        return facts;
    }
}
