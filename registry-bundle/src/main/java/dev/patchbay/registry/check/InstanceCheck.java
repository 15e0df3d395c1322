package dev.patchbay.registry.check;

import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.lifecycle.Standing;
import dev.patchbay.registry.lifecycle.StandingRules;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** How instances would stand after a start, by the rules that the runtime goes by. */
final class InstanceCheck {
    private static final Set<InstanceState> HELD_UP =
            Set.of(InstanceState.WAITING, InstanceState.INCOMPATIBLE, InstanceState.INVALID);

    private final StandingRules rules;
    private final Function<Definition, Set<String>> unknowable;

    /** @param unknowable the keys of a definition whose values only a running provider knows */
    InstanceCheck(StandingRules rules, Function<Definition, Set<String>> unknowable) {
        this.rules = rules;
        this.unknowable = unknowable;
    }

    void run(List<Definition> definitions, Findings findings) {
        definitions.forEach(each -> run(each, findings));
    }

    private void run(Definition definition, Findings findings) {
        Standing standing = rules.next(definition.id(), null, definition);
        Set<String> unknown = unknowable.apply(definition);
        if (standing.problems().isEmpty() && HELD_UP.contains(standing.state())) {
            findings.problem(Problem.of(standing.reason()).at(definition.source(), 0));
        }
        standing.problems().stream()
                .filter(each -> each.key().filter(unknown::contains).isEmpty())
                .forEach(findings::problem);
        standing.warnings().stream()
                .filter(each -> each.key().filter(unknown::contains).isEmpty())
                .forEach(findings::warning);
        for (String key : unknown) {
            findings.warning(Problem.ofKey(
                            key, "'" + key + "' could not be checked: what it refers to is known only when bundles run")
                    .at(definition.source(), 0));
        }
    }
}
