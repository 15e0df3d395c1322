package dev.patchbay.registry.shell;

import dev.patchbay.api.BundleVerb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The verbs that bundles bring, as they are there when somebody asks. Thread-safe. */
final class BroughtVerbs {
    private static final String NAME = "[a-z][a-z-]{0,30}";

    private final BundleContext context;

    BroughtVerbs(BundleContext context) {
        this.context = context;
    }

    /** By name, sorted; those whose name cannot be a word of a command line are left out. */
    Map<String, Verb> present() {
        Map<String, Verb> verbs = new TreeMap<>();
        for (ServiceReference<BundleVerb> each : references()) {
            BroughtVerb verb = new BroughtVerb(context, each);
            if (verb.name().matches(NAME)) {
                verbs.putIfAbsent(verb.name(), verb);
            }
        }
        return verbs;
    }

    /** The highest ranking first. */
    private List<ServiceReference<BundleVerb>> references() {
        try {
            List<ServiceReference<BundleVerb>> found =
                    new ArrayList<>(context.getServiceReferences(BundleVerb.class, null));
            found.sort(Comparator.reverseOrder());
            return found;
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
