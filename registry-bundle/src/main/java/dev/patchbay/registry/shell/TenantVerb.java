package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.api.TenantRemoval;
import dev.patchbay.api.TenantStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The verb {@code tenant}. */
final class TenantVerb implements Verb {
    static final String SUMMARY = "Lists the tenants, or erases one with its configurations and secrets";

    private static final Manual MANUAL = new Manual(
            "tenant",
            SUMMARY,
            Syntax.none().required("list|remove").optional("TENANT").flag("--yes", "erase it, there is no way back"),
            """
            'list' shows how many instances each tenant has in which state, and where its own secrets lie. 'remove' erases
            its .cfg files, its configurations, secrets/TENANT/ and what operators decided of it. What stands in files that
            tenants share, in the environment or in .env is named and left; the exit code is 1 then.

              tenant list
              tenant remove acme --yes
            """);

    private final Instances instances;

    TenantVerb(Instances instances) {
        this.instances = instances;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        String action = arguments.operand("list|remove");
        switch (action) {
            case "list" -> list(arguments, console);
            case "remove" -> remove(arguments, console);
            default -> throw arguments.wrong("'" + action + "' is neither list nor remove");
        }
    }

    private void list(Arguments arguments, Console console) {
        if (arguments.has("--yes") || arguments.optionalOperand("TENANT").isPresent()) {
            throw arguments.wrong("list stands alone");
        }
        List<TenantStatus> tenants = instances.registry().tenants();
        if (arguments.json()) {
            Json.print(tenants.stream().map(TenantVerb::facts).toList(), console);
        } else if (tenants.isEmpty()) {
            console.out().print("no instance is configured, so there is no tenant\n");
        } else {
            Table table = new Table("TENANT", "INSTANCES", "SECRETS");
            tenants.forEach(each -> table.row(each.name(), states(each), String.join(" ", each.secrets())));
            table.print(console);
        }
    }

    private void remove(Arguments arguments, Console console) {
        String tenant = arguments.optionalOperand("TENANT").orElseThrow(() -> arguments.wrong("TENANT is missing"));
        if (!arguments.has("--yes")) {
            throw arguments.wrong("this erases configurations and secrets of '" + tenant
                    + "', and there is no way back; say --yes if that is meant");
        }
        TenantRemoval removal = instances.registry().removeTenant(tenant);
        if (arguments.json()) {
            Json.print(facts(removal), console);
        } else {
            removal.erased().forEach(each -> console.out().print("erased " + Cell.oneLine(each) + "\n"));
            removal.left().forEach(each -> console.out().print("left   " + Cell.oneLine(each) + "\n"));
        }
        if (!removal.isComplete()) {
            int places = removal.left().size();
            throw VerbFailure.failed("'" + tenant + "' is not all gone: " + places
                    + (places == 1 ? " place has" : " places have") + " to be changed by hand");
        }
    }

    private static String states(TenantStatus tenant) {
        return tenant.instances().isEmpty()
                ? "none"
                : tenant.instances().entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> facts(TenantStatus tenant) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tenant", tenant.name());
        facts.put("instances", tenant.instances());
        facts.put("secrets", tenant.secrets());
        return facts;
    }

    private static Map<String, Object> facts(TenantRemoval removal) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tenant", removal.tenant());
        facts.put("erased", removal.erased());
        facts.put("left", removal.left());
        return facts;
    }
}
