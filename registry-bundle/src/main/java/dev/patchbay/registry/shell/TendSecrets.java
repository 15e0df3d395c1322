package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.model.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The verb {@code secret}. */
final class TendSecrets implements Verb {
    static final String SUMMARY = "Keeps secrets in the keystore, lists them and takes them away";

    private static final String SHARED = "@shared";
    private static final String OWN = "default";
    private static final Manual MANUAL = new Manual(
            "secret",
            SUMMARY,
            Syntax.none()
                    .required("ACTION")
                    .optional("NAME")
                    .option("--tenant", "TENANT", "whose secret it is; else the default tenant's")
                    .flag("--shared", "one that all tenants may use")
                    .confidential(),
            """
            set     keeps a secret, which a setting refers to as $[keystore:NAME]
            list    lists the names of those in the keystore and in secrets/, and which instances use them
            remove  takes one out of the keystore

            The value is read from the standard input, or asked for at a terminal, which does not show it. It is never an
            argument, where others would see it. Typed at the command line this works without a runtime, too.

              secret list --tenant acme
              printf %s "$TOKEN" | patchbay secret set github-token --tenant acme
            """);

    private final KeptSecrets places;
    private final Instances instances;

    TendSecrets(KeptSecrets places, Instances instances) {
        this.places = places;
        this.instances = instances;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        switch (arguments.operand("ACTION")) {
            case "set" -> set(arguments, console);
            case "list" -> list(arguments, console);
            case "remove" -> remove(arguments, console);
            default -> throw arguments.wrong("the first word after it is one of set, list and remove");
        }
    }

    private void set(Arguments arguments, Console console) {
        String name = name(arguments);
        String owner = owner(arguments).orElse(OWN);
        String place = place(owner, name);
        Secret value = SecretInput.read(console);
        String note = places.keystore().set(place, value);
        places.changed().accept(place);
        String reference = "$[keystore:" + name + "]";
        if (arguments.json()) {
            Map<String, Object> facts = facts(name, owner);
            facts.put("reference", reference);
            facts.put("note", note);
            Json.print(facts, console);
            return;
        }
        if (!note.isEmpty()) {
            console.err().print(note + "\n");
        }
        console.out().print("'" + name + "' of " + told(owner) + " is kept; refer to it as " + reference + "\n");
    }

    private void remove(Arguments arguments, Console console) {
        String name = name(arguments);
        String owner = owner(arguments).orElse(OWN);
        String place = place(owner, name);
        if (!places.keystore().remove(place)) {
            throw VerbFailure.failed(
                    "the keystore has no '" + name + "' of " + told(owner) + "; 'secret list' shows what is there");
        }
        places.changed().accept(place);
        if (arguments.json()) {
            Json.print(facts(name, owner), console);
        } else {
            console.out().print("'" + name + "' of " + told(owner) + " is removed from the keystore\n");
        }
    }

    private void list(Arguments arguments, Console console) {
        if (arguments.optionalOperand("NAME").isPresent()) {
            throw arguments.wrong("'list' takes no name");
        }
        List<String> stored = places.keystore().names().stream()
                .map(each -> SecretUses.place("keystore", each))
                .toList();
        List<String> files = places.files().stream()
                .map(each -> SecretUses.place("secret", each))
                .toList();
        List<String> all = Stream.of(stored, files).flatMap(Collection::stream).toList();
        SecretUses uses = new SecretUses(instances, all.stream().collect(Collectors.toSet()));
        Optional<String> wanted = owner(arguments);
        List<Row> rows = all.stream()
                .map(each -> Row.of(each, uses))
                .filter(each -> wanted.map(each.owner::equals).orElse(true))
                .toList();
        if (arguments.json()) {
            Json.print(rows.stream().map(Row::facts).toList(), console);
        } else {
            print(rows, console);
        }
    }

    private void print(List<Row> rows, Console console) {
        if (rows.isEmpty()) {
            console.out().print("there are no secrets; 'secret set NAME' keeps one\n");
            return;
        }
        Table table = places.running()
                ? new Table("NAME", "TENANT", "KEPT IN", "USED BY")
                : new Table("NAME", "TENANT", "KEPT IN");
        for (Row each : rows) {
            List<String> cells = new ArrayList<>(List.of(each.name, each.owner, each.keptIn));
            if (places.running()) {
                cells.add(String.join(" ", each.usedBy));
            }
            table.row(cells.toArray(String[]::new));
        }
        table.print(console);
    }

    private static String name(Arguments arguments) {
        return arguments.optionalOperand("NAME").orElseThrow(() -> arguments.wrong("NAME is missing"));
    }

    /** Empty if neither option says whose. */
    private static Optional<String> owner(Arguments arguments) {
        Optional<String> tenant = arguments.option("--tenant");
        if (arguments.has("--shared") && tenant.isPresent()) {
            throw arguments.wrong("--shared and --tenant exclude each other");
        }
        tenant.filter(each -> !each.matches("[a-z0-9][a-z0-9-]{0,62}")).ifPresent(each -> {
            throw arguments.wrong("'" + each + "' is no tenant");
        });
        return arguments.has("--shared") ? Optional.of(SHARED) : tenant;
    }

    private static String place(String owner, String name) {
        if (name.contains("/")) {
            throw VerbFailure.usage("'" + name + "' is no name; write --tenant TENANT or --shared beside it");
        }
        return owner.equals(OWN) ? name : owner + "/" + name;
    }

    private static String told(String owner) {
        return owner.equals(SHARED) ? "all tenants" : "the tenant '" + owner + "'";
    }

    private static Map<String, Object> facts(String name, String owner) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("tenant", owner);
        return facts;
    }

    private record Row(String name, String owner, String keptIn, List<String> usedBy) {

        /** @param place {@code keystore:acme/token} */
        static Row of(String place, SecretUses uses) {
            int colon = place.indexOf(':');
            int slash = place.indexOf('/', colon);
            String owner = slash < 0 ? OWN : place.substring(colon + 1, slash);
            String name = place.substring(Math.max(colon, slash) + 1);
            return new Row(name, owner, place.startsWith("secret:") ? "secrets/" : "keystore", uses.of(place));
        }

        Map<String, Object> facts() {
            Map<String, Object> facts = TendSecrets.facts(name, owner);
            facts.put("keptIn", keptIn);
            facts.put("usedBy", usedBy);
            return facts;
        }
    }
}
