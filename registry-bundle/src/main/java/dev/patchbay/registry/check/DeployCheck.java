package dev.patchbay.registry.check;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.compatibility.TypeExplainer;
import dev.patchbay.registry.jar.ComponentFacts;
import dev.patchbay.registry.jar.ComponentReader;
import dev.patchbay.registry.jar.JarCheck;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.registry.jar.UnsoundJarException;
import dev.patchbay.registry.linkage.LinkageCheck;
import dev.patchbay.registry.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Looks at all files of deploy/ together, in a dry framework: each is installed and resolved, and none is started. */
final class DeployCheck {
    private static final String OURS = "dev.patchbay.";

    private final BundleContext context;
    private final TypeExplainer explainer;
    private final JarCheck check = new JarCheck();
    private final Trust trust;
    private final LinkageCheck linkage = new LinkageCheck();
    private final ComponentReader components = new ComponentReader();

    DeployCheck(BundleContext context, TypeExplainer explainer, Trust trust) {
        this.context = context;
        this.explainer = explainer;
        this.trust = trust;
    }

    /** What can be installed, sorted by file; all else becomes problems. */
    List<Candidate> run(List<Path> files, Findings findings) {
        Map<Path, JarFacts> sound = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                JarFacts facts = check.check(file);
                Optional<String> refusal = ours(facts).or(() -> trust.refusal(file));
                refusal.ifPresentOrElse(why -> tell(file, why, findings), () -> sound.put(file, facts));
            } catch (UnsoundJarException unsound) {
                tell(file, unsound.getMessage(), findings);
            } catch (IOException e) {
                tell(file, "cannot be taken in: " + e + "; see to that", findings);
            }
        }
        Map<Path, Bundle> bundles = new LinkedHashMap<>();
        sound.keySet().forEach(file -> install(file, findings).ifPresent(bundle -> bundles.put(file, bundle)));
        context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(bundles.values());
        List<Candidate> candidates = new ArrayList<>();
        bundles.forEach((file, bundle) ->
                candidate(file, sound.get(file), bundle, findings).ifPresent(candidates::add));
        return candidates;
    }

    private Optional<Candidate> candidate(Path file, JarFacts facts, Bundle bundle, Findings findings) {
        try {
            return Optional.of(new Candidate(
                    file.getFileName().toString(), Sha256.of(file), facts, bundle, obstacles(file, bundle)));
        } catch (IOException e) {
            tell(file, "cannot be taken in: " + e + "; see to that", findings);
            return Optional.empty();
        }
    }

    private List<String> obstacles(Path file, Bundle bundle) throws IOException {
        // Together they fail together: one that cannot resolve is no reason for the others.
        FrameworkWiring framework = context.getBundle(0).adapt(FrameworkWiring.class);
        if (bundle.getState() == Bundle.INSTALLED && !framework.resolveBundles(Set.of(bundle))) {
            return explainer.reasons(bundle);
        }
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        List<String> obstacles = new ArrayList<>(wiring == null ? List.of() : linkage.missing(wiring));
        components.components(file).stream()
                .map(ComponentFacts::fault)
                .flatMap(Optional::stream)
                .forEach(obstacles::add);
        return obstacles;
    }

    private Optional<Bundle> install(Path file, Findings findings) {
        try {
            return Optional.of(context.installBundle("reference:" + file.toUri()));
        } catch (BundleException refused) {
            tell(file, "cannot be installed: " + refused.getMessage(), findings);
            return Optional.empty();
        }
    }

    /** A second copy of the contract would come between connectors and the registry. */
    private static Optional<String> ours(JarFacts facts) {
        List<String> taken =
                facts.exports().stream().filter(each -> each.startsWith(OURS)).toList();
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of("exports " + String.join(", ", taken)
                        + ", which only Patchbay itself may; build it without that export, or delete it if it is a"
                        + " copy of Patchbay's own API");
    }

    private static void tell(Path file, String problem, Findings findings) {
        findings.problem(Problem.of(problem).at(file.getFileName().toString(), 0));
    }
}
