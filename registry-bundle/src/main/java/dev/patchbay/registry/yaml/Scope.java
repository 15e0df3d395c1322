package dev.patchbay.registry.yaml;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.ClosestText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What {@code ${NAME}} means in the values of one instance. Each variable is filled once, at its first use. */
final class Scope {
    private static final int DEEPEST = 50;
    private static final int LONGEST = 1 << 16;
    private static final Pattern USUAL = Pattern.compile("[A-Z][A-Z0-9_]*");

    private final InstanceId id;
    private final FileVariables variables;
    private final Function<String, Optional<String>> environment;
    private final Map<String, Filled> known = new HashMap<>();
    /** The variables that are just being filled, the outermost first. */
    private final Set<String> open = new LinkedHashSet<>();
    /** How many texts are just being filled, each for the one around it. */
    private int depth;

    /**
     * A text with everything put in.
     *
     * @param variable the environment variable that was put in, null if none was
     * @param faults clauses; the text is of no use if there are any
     */
    record Filled(String text, String variable, List<String> faults) {
        static Filled plain(String text) {
            return new Filled(text, null, List.of());
        }
    }

    Scope(InstanceId id, FileVariables variables, Function<String, Optional<String>> environment) {
        this.id = id;
        this.variables = variables;
        this.environment = environment;
    }

    Filled fill(String text) {
        if (text.indexOf("${") < 0) {
            return Filled.plain(text);
        }
        if (depth > DEEPEST) {
            return fault("needs variables and defaults that are made of each other over more than " + DEEPEST
                    + " steps; use fewer");
        }
        depth++;
        try {
            return new Filling(text).run();
        } finally {
            depth--;
        }
    }

    private Optional<Filled> value(String name) {
        switch (name) {
            case FileVariables.TYPE:
                return Optional.of(Filled.plain(id.type()));
            case FileVariables.INSTANCE:
                return Optional.of(Filled.plain(id.name()));
            case FileVariables.TENANT:
                return Optional.of(Filled.plain(id.tenant()));
            default:
                Filled filled = known.get(name);
                return filled != null ? Optional.of(filled) : defined(name);
        }
    }

    private Optional<Filled> defined(String name) {
        Optional<YamlNode.Text> text = variables.find(name);
        if (text.isEmpty()) {
            return environment.apply(name).map(value -> new Filled(value, name, List.of()));
        }
        if (!open.add(name)) {
            return Optional.of(fault("needs the variable '" + name + "', which is made of itself ("
                    + String.join(" -> ", open) + " -> " + name + "); take one of them out"));
        }
        Filled filled = fill(text.get().value());
        open.remove(name);
        known.put(name, filled);
        return Optional.of(filled);
    }

    private static Filled fault(String clause) {
        return new Filled("", null, List.of(clause));
    }

    /** One pass over one text. */
    private final class Filling {
        private final String source;
        private final StringBuilder target = new StringBuilder();
        private final List<String> faults = new ArrayList<>();
        private String variable;

        Filling(String source) {
            this.source = source;
        }

        Filled run() {
            int at = 0;
            while (at < source.length() && faults.isEmpty()) {
                if (source.startsWith("$${", at)) {
                    target.append("${");
                    at += 3;
                } else if (source.startsWith("${", at)) {
                    at = put(at + 2);
                } else {
                    target.append(source.charAt(at++));
                }
            }
            return new Filled(target.toString(), variable, List.copyOf(faults));
        }

        /** @return where the text goes on */
        private int put(int start) {
            int end = end(start);
            if (end < 0) {
                faults.add("has a '${' that does not end; write ${NAME}, or $${ for the characters themselves");
                return source.length();
            }
            String inside = source.substring(start, end);
            int separator = inside.indexOf(":-");
            String name = separator < 0 ? inside : inside.substring(0, separator);
            if (!FileVariables.NAME.matcher(name).matches()) {
                faults.add(
                        "has a '${' without the name of a variable; write ${NAME} or ${NAME:-default}, $[env:NAME] for "
                                + "a secret, or $${ for the characters themselves");
                return end + 1;
            }
            Optional<Filled> value = value(name);
            if (separator >= 0
                    && value.filter(each ->
                                    !each.text().isEmpty() || !each.faults().isEmpty())
                            .isEmpty()) {
                value = Optional.of(fill(inside.substring(separator + 2)));
            }
            value.ifPresentOrElse(this::append, () -> faults.add(unknown(name)));
            return end + 1;
        }

        private void append(Filled value) {
            faults.addAll(value.faults());
            variable = variable == null ? value.variable() : variable;
            if (target.length() + value.text().length() > LONGEST) {
                faults.add("is longer than " + LONGEST + " characters with its variables put in; write less of them");
            } else {
                target.append(value.text());
            }
        }

        /** A default may have variables itself. */
        private int end(int start) {
            int open = 1;
            for (int at = start; at < source.length(); at++) {
                if (source.startsWith("${", at)) {
                    open++;
                } else if (source.charAt(at) == '}' && --open == 0) {
                    return at;
                }
            }
            return -1;
        }

        /** Only a name in capitals is told: any other may be a part of a password. */
        private String unknown(String name) {
            boolean usual = USUAL.matcher(name).matches();
            String hint = ClosestText.to(name, variables.names())
                    .map(closest -> "did you mean '" + closest + "'?")
                    .orElse("define it, or write ${" + (usual ? name : "NAME") + ":-default}"
                            + (usual ? "" : ", or $${ for the characters themselves"));
            return "has " + (usual ? "'${" + name + "}'" : "a variable")
                    + ", which neither 'variables' nor the environment defines; " + hint;
        }
    }
}
