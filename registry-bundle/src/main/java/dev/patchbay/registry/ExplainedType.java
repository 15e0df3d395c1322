package dev.patchbay.registry;

import java.util.List;

/** What {@code why} says of a type: which versions can serve, what keeps others from it, and what was left behind. */
final class ExplainedType {
    private final RegistryCore core;
    private final String type;

    ExplainedType(RegistryCore core, String type) {
        this.core = core;
        this.type = type;
    }

    /** Whether any version is there, serving or not. */
    boolean isDeclared() {
        return !core.types().versions(type).isEmpty()
                || core.explainer().absentTypes().contains(type);
    }

    /** Adds them, or none if nothing is known of it. */
    void to(Sentences sentences) {
        List<String> remnants = core.unloads().ofType(type);
        if (isDeclared()) {
            explainDeclared(sentences);
        } else if (!remnants.isEmpty()) {
            sentences.addNew(core.explainer().compatibility(type).reasons());
        }
        sentences.addAll(remnants);
    }

    private void explainDeclared(Sentences sentences) {
        if (core.types().versions(type).isEmpty()) {
            sentences.addNew(core.explainer().compatibility(type).reasons());
            return;
        }
        explainServing(sentences);
        sentences.addNew(core.explainer().reasons(type));
    }

    private void explainServing(Sentences sentences) {
        core.types()
                .versions(type)
                .forEach(each -> sentences.add("connector '" + type + "' " + each.version() + " from "
                        + each.metadata().source() + " can serve"));
        long count = core.instances().all().stream()
                .filter(each -> each.id().type().equals(type))
                .count();
        if (count == 0) {
            sentences.add("no instance of it is configured; 'template " + type + "' prints a file to start from");
        } else {
            sentences.add((count == 1 ? "1 instance of it is" : count + " instances of it are")
                    + " configured; see 'list --type " + type + "'");
        }
    }
}
