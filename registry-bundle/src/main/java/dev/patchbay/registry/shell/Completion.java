package dev.patchbay.registry.shell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the last of the words after a verb could become, seen from all before it. */
final class Completion {
    private final Syntax syntax;
    private final Places candidates;
    private final Map<String, String> operands = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private int place;
    private boolean operandsOnly;
    private Syntax.Option open;

    Completion(Syntax syntax, Places candidates) {
        this.syntax = syntax;
        this.candidates = candidates;
    }

    /** @param words those after the verb, the last of them unfinished */
    List<String> of(List<String> words) {
        words.subList(0, words.size() - 1).forEach(this::pass);
        String last = words.get(words.size() - 1);
        return possible(last)
                .filter(each -> each.startsWith(last))
                .distinct()
                .sorted()
                .toList();
    }

    private void pass(String word) {
        if (open != null) {
            open = null;
        } else if (operandsOnly || word.equals("-") || !word.startsWith("-")) {
            Optional<Syntax.Operand> operand = syntax.operandAt(place++);
            operand.ifPresent(each -> operands.put(each.name(), word));
            operandsOnly |= operand.filter(each -> each.presence() == Syntax.Presence.VERBATIM)
                    .isPresent();
        } else if (word.equals("--")) {
            operandsOnly = true;
        } else {
            used.add(word.replaceFirst("=.*", ""));
            open = syntax.option(word).filter(each -> !each.isFlag()).orElse(null);
        }
    }

    private Stream<String> possible(String last) {
        if (open != null) {
            return candidates.of(open.value(), operands);
        }
        if (!operandsOnly && last.startsWith("-")) {
            return last.contains("=") ? values(last) : options();
        }
        return syntax.operandAt(place).stream().flatMap(each -> candidates.of(each.name(), operands));
    }

    private Stream<String> options() {
        return syntax.options().stream().map(Syntax.Option::name).filter(each -> !used.contains(each));
    }

    /** {@code --option=value}, written as one word. */
    private Stream<String> values(String last) {
        String name = last.substring(0, last.indexOf('='));
        return syntax.option(name).filter(each -> !each.isFlag()).stream()
                .flatMap(each -> candidates.of(each.value(), operands))
                .map(each -> name + "=" + each);
    }
}
