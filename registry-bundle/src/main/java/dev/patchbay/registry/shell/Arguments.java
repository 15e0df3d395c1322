package dev.patchbay.registry.shell;

import dev.patchbay.registry.config.ClosestText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words after a verb, sorted into operands and options. Words are taken as they are: nothing in them is expanded or
 * unquoted. Options may stand anywhere; after {@code --} every word is an operand.
 */
final class Arguments {
    private final Manual manual;
    private final Map<String, String> operands = new HashMap<>();
    private final List<String> repeated = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private boolean operandsOnly;
    private int place;

    private Arguments(Manual manual) {
        this.manual = manual;
    }

    /** @throws VerbFailure if the words do not fit the verb's syntax */
    static Arguments parse(Manual manual, List<String> words) {
        Arguments arguments = new Arguments(manual);
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            arguments.take(left.next(), left);
        }
        if (!arguments.has("--help")) {
            arguments.requireOperands();
        }
        return arguments;
    }

    /** An operand that the syntax requires. */
    String operand(String name) {
        return operands.get(name);
    }

    Optional<String> optionalOperand(String name) {
        return Optional.ofNullable(operands.get(name));
    }

    /** The words of the repeated or verbatim operand, in their order. */
    List<String> repeated() {
        return List.copyOf(repeated);
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    boolean json() {
        return has("--json");
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The whole number of an option; empty if it was not given. */
    Optional<Long> number(String option, long least, long most) {
        return option(option).map(text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below, together with numbers out of range
            }
            throw wrong(option + " is '" + text + "'; it must be a whole number from " + least
                    + (most == Long.MAX_VALUE ? " on" : " to " + most));
        });
    }

    /** The repeated words as {@code key=value}, split at the first {@code =}. */
    Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : repeated) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw wrong("'" + word + "' is not key=value");
            }
            if (pairs.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
                throw wrong("'" + word.substring(0, equals) + "' is given twice");
            }
        }
        return pairs;
    }

    /** A failure for words that do not fit, which shows how to write them. */
    VerbFailure wrong(String fact) {
        return VerbFailure.usage(manual.name() + ": " + fact + "; write: " + manual.synopsis());
    }

    private void take(String word, Iterator<String> left) {
        if (operandsOnly || word.equals("-") || !word.startsWith("-")) {
            takeOperand(word);
        } else if (word.equals("--")) {
            operandsOnly = true;
        } else {
            takeOption(word, left);
        }
    }

    private void takeOperand(String word) {
        Syntax.Operand operand = manual.syntax().operandAt(place++).orElseThrow(() -> wrong(tooMany(word)));
        switch (operand.presence()) {
            case REQUIRED, OPTIONAL -> operands.put(operand.name(), word);
            case REPEATED -> repeated.add(word);
            case VERBATIM -> {
                repeated.add(word);
                operandsOnly = true;
            }
        }
    }

    private String tooMany(String word) {
        return manual.syntax().isConfidential()
                ? "there is one word too many; if it was a secret, others may have seen it: choose another, and type it"
                        + " when asked, or pipe it"
                : "'" + word + "' is one word too many";
    }

    private void takeOption(String word, Iterator<String> left) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Syntax.Option option = manual.syntax().option(name).orElseThrow(() -> unknown(name));
        if (option.isFlag()) {
            if (equals >= 0) {
                throw wrong(name + " takes no value");
            }
            options.put(option.name(), "");
        } else if (equals >= 0) {
            options.put(option.name(), word.substring(equals + 1));
        } else if (left.hasNext()) {
            options.put(option.name(), left.next());
        } else {
            throw wrong(name + " needs a value");
        }
    }

    private VerbFailure unknown(String name) {
        List<String> names =
                manual.syntax().options().stream().map(Syntax.Option::name).toList();
        return wrong("there is no option '" + name + "'" + ClosestText.hint(name, names));
    }

    private void requireOperands() {
        for (Syntax.Operand each : manual.syntax().operands()) {
            boolean missing = switch (each.presence()) {
                case REQUIRED -> !operands.containsKey(each.name());
                case VERBATIM -> repeated.isEmpty();
                case OPTIONAL, REPEATED -> false;
            };
            if (missing) {
                throw wrong(each.name() + " is missing");
            }
        }
    }
}
