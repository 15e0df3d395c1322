package dev.patchbay.registry.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Which operands and options a verb takes; immutable. */
final class Syntax {

    /** How often an operand may stand there. */
    enum Presence {
        REQUIRED,
        OPTIONAL,
        /** Any number of them, the last operand. */
        REPEATED,
        /** This word and all after it, whatever they look like, the last operand. */
        VERBATIM
    }

    /** A word by its place; its name also tells completion what can stand there. */
    record Operand(String name, Presence presence) {
        @Override
        public String toString() {
            return switch (presence) {
                case REQUIRED -> name;
                case OPTIONAL -> "[" + name + "]";
                case REPEATED -> "[" + name + "...]";
                case VERBATIM -> name + "...";
            };
        }
    }

    /** A word that starts with dashes; {@code value} names what follows it, and is empty if nothing does. */
    record Option(String name, String value, String meaning) {
        boolean isFlag() {
            return value.isEmpty();
        }

        String spelling() {
            return isFlag() ? name : name + " " + value;
        }
    }

    private static final Syntax EMPTY = new Syntax(List.of(), List.of(), false);
    private static final List<Option> COMMON = List.of(
            new Option("--json", "", "prints JSON, and errors as a line of JSON"),
            new Option("--help", "", "prints this page; also -h"));

    private final List<Operand> operands;
    private final List<Option> options;
    private final boolean confidential;

    private Syntax(List<Operand> operands, List<Option> options, boolean confidential) {
        this.operands = List.copyOf(operands);
        this.options = List.copyOf(options);
        this.confidential = confidential;
    }

    static Syntax none() {
        return EMPTY;
    }

    Syntax operand(String name, Presence presence) {
        List<Operand> more = new ArrayList<>(operands);
        more.add(new Operand(name, presence));
        return new Syntax(more, options, confidential);
    }

    Syntax required(String name) {
        return operand(name, Presence.REQUIRED);
    }

    Syntax optional(String name) {
        return operand(name, Presence.OPTIONAL);
    }

    Syntax repeated(String name) {
        return operand(name, Presence.REPEATED);
    }

    Syntax verbatim(String name) {
        return operand(name, Presence.VERBATIM);
    }

    Syntax flag(String name, String meaning) {
        return option(name, "", meaning);
    }

    Syntax option(String name, String value, String meaning) {
        List<Option> more = new ArrayList<>(options);
        more.add(new Option(name, value, meaning));
        return new Syntax(operands, more, confidential);
    }

    /** A word too many may be a secret, and is not repeated. */
    Syntax confidential() {
        return new Syntax(operands, options, true);
    }

    boolean isConfidential() {
        return confidential;
    }

    boolean isEmpty() {
        return operands.isEmpty() && options.isEmpty();
    }

    List<Operand> operands() {
        return operands;
    }

    /** Its own, and those that every verb has. */
    List<Option> options() {
        List<Option> all = new ArrayList<>(options);
        all.addAll(COMMON);
        return all;
    }

    Optional<Option> option(String name) {
        String full = name.equals("-h") ? "--help" : name;
        return options().stream().filter(each -> each.name().equals(full)).findFirst();
    }

    /** The operand at a place, counted from 0; the last one again if that may be repeated. */
    Optional<Operand> operandAt(int place) {
        if (place < operands.size()) {
            return Optional.of(operands.get(place));
        }
        Optional<Operand> last = operands.isEmpty() ? Optional.empty() : Optional.of(operands.get(operands.size() - 1));
        return last.filter(each -> each.presence() == Presence.REPEATED || each.presence() == Presence.VERBATIM);
    }

    /** Without the options that every verb has. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(" ");
        operands.forEach(each -> text.add(each.toString()));
        options.forEach(each -> text.add("[" + each.spelling() + "]"));
        return text.toString();
    }
}
