package dev.patchbay.registry.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Everything that keeps a bundle from bringing its types, by asking all questions, the most important first. */
final class Obstacles implements Question, AutoCloseable {
    private final List<Question> causes;
    /** Asked if no cause is found: what remains is that somebody has to do something, or that we do not know. */
    private final List<Question> remainders;

    private final RememberedAnswers resolution;

    /** @param refusal why a bundle may not run at all, or what came of trying to run it */
    Obstacles(BundleContext context, Function<Bundle, List<String>> refusal) {
        Offers offers = new Offers(context, refusal);
        Supply supply = new Supply(context);
        Factories factories = new Factories(context);
        this.resolution = new RememberedAnswers(context, resolution(context, offers, supply));
        List<Question> ordered = new ArrayList<>();
        ordered.add(refusal::apply);
        ordered.add(resolution);
        ordered.add(new HiddenService(factories, supply));
        ordered.addAll(ofComponents(context, supply));
        ordered.add(new DuplicateType(factories));
        this.causes = List.copyOf(ordered);
        this.remainders = List.of(new BlockedStart(), new Halted(), new Unpublished(factories));
    }

    /** Of a fragment, or of a bundle that brings no type, what keeps it from running. */
    @Override
    public List<String> ask(Bundle bundle) {
        List<String> found = all(causes, bundle);
        return found.isEmpty() ? all(remainders, bundle) : found;
    }

    @Override
    public void close() {
        resolution.close();
    }

    private static Question resolution(BundleContext context, Offers offers, Supply supply) {
        Question java = new JavaTooOld(offers, Runtime.version().feature());
        Question requirements = new UnmetRequirements(offers, supply);
        Question verdict =
                new ResolverVerdict(context, new TrialResolution(context, offers), List.of(java, requirements));
        return bundle -> all(List.of(java, requirements, verdict), bundle);
    }

    /** Who runs the components may keep what it knows of them to itself. */
    private static List<Question> ofComponents(BundleContext context, Supply supply) {
        try {
            Class.forName(
                    "org.osgi.service.component.runtime.ServiceComponentRuntime",
                    false,
                    Obstacles.class.getClassLoader());
        } catch (ClassNotFoundException | NoClassDefFoundError untold) {
            return List.of();
        }
        Components components = new Components(context);
        return List.of(
                new ConfiguredFactory(components),
                new UnsatisfiedReferences(components, supply),
                new FailedActivation(components));
    }

    private static List<String> all(List<Question> questions, Bundle bundle) {
        return questions.stream()
                .flatMap(each -> asked(each, bundle))
                .distinct()
                .toList();
    }

    /** A bundle may be uninstalled while it is asked about, and has no revision any more then. */
    private static Stream<String> asked(Question question, Bundle bundle) {
        try {
            return question.ask(bundle).stream();
        } catch (IllegalStateException | NullPointerException e) {
            if (e instanceof NullPointerException && bundle.getState() != Bundle.UNINSTALLED) {
                throw e;
            }
            return Stream.empty();
        }
    }
}
