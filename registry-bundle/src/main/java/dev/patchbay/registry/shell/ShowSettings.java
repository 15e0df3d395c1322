package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.api.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verb {@code config}. */
final class ShowSettings implements Verb {
    static final String SUMMARY = "Shows the settings of an instance, and where each value comes from";

    private static final Manual MANUAL =
            new Manual("config", SUMMARY, Syntax.none().required("ID"), """
            Secrets are shown as references or masked, never in clear.

              config jdbc~demo
            """);

    private final Instances instances;

    ShowSettings(Instances instances) {
        this.instances = instances;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        List<Setting> settings = instances.registry().settings(instances.known(arguments.operand("ID")));
        if (arguments.json()) {
            Json.print(settings.stream().map(ShowSettings::facts).toList(), console);
        } else {
            Table table = new Table("KEY", "VALUE", "ORIGIN");
            settings.forEach(each -> table.row(each.key(), each.value(), each.origin()));
            table.print(console);
        }
    }

    private static Map<String, Object> facts(Setting setting) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("key", setting.key());
        facts.put("value", setting.value());
        facts.put("origin", setting.origin());
        return facts;
    }
}
