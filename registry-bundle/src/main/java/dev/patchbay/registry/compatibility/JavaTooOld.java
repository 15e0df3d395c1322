package dev.patchbay.registry.compatibility;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;

/** Whether a bundle says, or its class files show, that it was compiled for a later Java than the one that runs here. */
final class JavaTooOld implements Question {
    private static final String JAVA = ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE;
    private static final Pattern FEATURE = Pattern.compile("\\(version>?=(?:1\\.)?(\\d+)");

    private final Offers offers;
    private final int here;

    /** @param here the feature version of the Java that runs */
    JavaTooOld(Offers offers, int here) {
        this.offers = offers;
        this.here = here;
    }

    @Override
    public List<String> ask(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return List.of();
        }
        Optional<String> declared = revision.getDeclaredRequirements(JAVA).stream()
                .filter(requirement -> offers.meeting(requirement).isEmpty())
                .map(JavaTooOld::filter)
                .findFirst();
        int compiled = BundleClassFiles.newest(bundle);
        int needed = Math.max(compiled, declared.map(JavaTooOld::feature).orElse(0));
        if (needed > here) {
            return List.of("it was compiled for Java " + needed + ", and this runtime runs on Java " + here
                    + "; start Patchbay with Java " + needed + " or later, or install a version of it for Java "
                    + here);
        }
        return declared.map(filter -> "it needs the execution environment " + filter + ", which Java " + here
                        + " is not; start Patchbay with a Java that is, or install a version of it for Java " + here)
                .map(List::of)
                .orElse(List.of());
    }

    private static String filter(BundleRequirement requirement) {
        return requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
    }

    private static int feature(String filter) {
        Matcher matcher = FEATURE.matcher(filter);
        OptionalInt lowest = matcher.results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .min();
        return lowest.orElse(0);
    }
}
