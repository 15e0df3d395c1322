package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.scene.BenchmarkHome;
import dev.patchbay.benchmarks.scene.PlainFelix;
import dev.patchbay.benchmarks.scene.WorkFolder;
import dev.patchbay.registry.compatibility.TypeExplainer;
import dev.patchbay.registry.jar.JarCheck;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.linkage.CodeReader;
import dev.patchbay.registry.linkage.LinkageCheck;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The checks of a JAR one by one, in a JVM of its own in which plain Felix runs; the order is that of an arrival. Each
 * round has other bytes. All must find the JAR sound: what stops early costs less.
 */
public final class CheckRounds {
    static final String FIRST = "first-";
    static final String FELIX = "felix";
    static final String BYTES = "bytes";
    static final String REQUIREMENTS = "requirements";
    static final String LINKAGE = "linkage";
    static final List<String> CHECKS = List.of(BYTES, REQUIREMENTS, LINKAGE);

    private static final String TYPE = "bench0";
    private static final int QUIET = 60_000;

    private final BundleContext context;
    private final FrameworkWiring framework;
    private final JarCheck check = new JarCheck();
    private final LinkageCheck linkage = new LinkageCheck();
    private final TypeExplainer explainer;

    private CheckRounds(BundleContext context) {
        this.context = context;
        this.framework = context.getBundle(0).adapt(FrameworkWiring.class);
        this.explainer = new TypeExplainer(context, new ConnectorTypes(), bundle -> List.of());
    }

    /** @param arguments how often besides the first time, and the connector's JAR */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        try (BenchmarkHome home = BenchmarkHome.create(WorkFolder.create(), List.of());
                PlainFelix felix = PlainFelix.start(home.path(), List.of(), QUIET)) {
            CheckRounds all = new CheckRounds(felix.context());
            for (int round = 0; round <= rounds; round++) {
                Path staged = home.stage(Path.of(arguments[1]), TYPE, "1." + round + ".0");
                all.run(staged, round == 0 ? FIRST : "");
            }
        }
    }

    private void run(Path jar, String when) throws Exception {
        Bundle[] bundle = new Bundle[1];
        List<String> missing = new ArrayList<>();
        CodeReader code = new CodeReader();
        Figures.say(when + BYTES, Moment.millis(() -> check.check(jar, code::read)));
        double installed = Moment.millis(() -> bundle[0] = install(jar));
        // At least it says that nobody has started it; whether there is more to say, the resolver decides.
        Figures.say(when + REQUIREMENTS, Moment.millis(() -> explainer.reasons(bundle[0])));
        double resolved = Moment.millis(() -> resolve(bundle[0]));
        Figures.say(when + FELIX, installed + resolved);
        BundleWiring wiring = bundle[0].adapt(BundleWiring.class);
        Figures.say(
                when + LINKAGE,
                Moment.millis(
                        () -> missing.addAll(linkage.check(wiring, code.code()).missing())));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("'" + jar + "' is not sound: " + missing);
        }
        bundle[0].uninstall();
    }

    private void resolve(Bundle bundle) {
        if (!framework.resolveBundles(Set.of(bundle))) {
            throw new IllegalStateException("'" + bundle + "' is not sound: " + explainer.reasons(bundle));
        }
    }

    private Bundle install(Path jar) throws Exception {
        try (InputStream bytes = Files.newInputStream(jar)) {
            return context.installBundle("check:" + jar.getFileName(), bytes);
        }
    }
}
