package dev.patchbay.registry.compatibility;

import dev.patchbay.registry.compatibility.Factories.Published;
import java.util.List;
import org.osgi.framework.Bundle;

/** Whether another bundle has published the same version of the same type before: the first serves, and the second does not. */
final class DuplicateType implements Question {
    private final Factories factories;

    DuplicateType(Factories factories) {
        this.factories = factories;
    }

    @Override
    public List<String> ask(Bundle bundle) {
        List<Published> all = factories.visible();
        return all.stream()
                .filter(each -> each.bundle().equals(bundle))
                .flatMap(second -> all.stream()
                        .filter(first -> isBefore(first, second))
                        .limit(1)
                        .map(first -> sentence(first, second)))
                .distinct()
                .toList();
    }

    private static boolean isBefore(Published first, Published second) {
        return !first.bundle().equals(second.bundle())
                && first.type().equals(second.type())
                && first.version().equals(second.version())
                && first.order() < second.order();
    }

    private static String sentence(Published first, Published second) {
        Bundle bundle = first.bundle();
        return "it is a duplicate: bundle " + bundle.getBundleId() + " (" + bundle.getSymbolicName() + ", "
                + bundle.getLocation() + ") brought '" + second.type() + "' " + second.version()
                + " before it and serves; remove one of the two, or give one another version";
    }
}
