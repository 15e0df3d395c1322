package dev.patchbay.registry.check;

import dev.patchbay.model.Schema;
import dev.patchbay.registry.compatibility.TypeExplainer;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.config.MetatypeSchema;
import dev.patchbay.registry.install.Sha256;
import dev.patchbay.registry.jar.ComponentFacts;
import dev.patchbay.registry.jar.ComponentReader;
import dev.patchbay.registry.jar.JarCheck;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.registry.jar.UnsoundJarException;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.linkage.Code;
import dev.patchbay.registry.linkage.CodeReader;
import dev.patchbay.registry.linkage.LinkageCheck;
import dev.patchbay.registry.linkage.LinkageReport;
import dev.patchbay.registry.trust.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Installs a JAR for a moment and asks the framework's own resolver; nothing of it is started. In a dry framework, what
 * lies in deploy/ is installed before, because a library there may be what the JAR needs.
 */
@Component
public final class JarInspector implements JarInspection {
    private final BundleContext context;
    private final Trust trust;
    private final NeighbouringJars neighbours;
    private final JarCheck check = new JarCheck();
    private final ComponentReader components = new ComponentReader();
    private final LinkageCheck linkage = new LinkageCheck();
    private final MetatypeSchema schemas = new MetatypeSchema(CommonSettings.of(System.getenv()));
    private final TypeExplainer explainer;
    private final Needs needs;

    @Activate
    public JarInspector(BundleContext context, @Reference Trust trust) {
        this.context = context;
        this.trust = trust;
        this.neighbours = new NeighbouringJars(context, trust);
        this.explainer = new TypeExplainer(
                context,
                new ConnectorTypes(),
                bundle -> trust.refusal(bundle).stream().toList());
        this.needs = new Needs(context);
    }

    @Deactivate
    void close() {
        explainer.close();
    }

    @Override
    public synchronized JarReport inspect(Path file, String name) throws IOException {
        long size = Files.size(file);
        String sha256 = Sha256.of(file);
        JarFacts facts;
        CodeReader code = new CodeReader();
        try {
            facts = check.check(file, code::read);
        } catch (UnsoundJarException unsound) {
            return JarReport.unsound(name, size, sha256, unsound.getMessage());
        }
        List<ComponentFacts> factories = components.components(file).stream()
                .filter(ComponentFacts::isConnectorFactory)
                .toList();
        neighbours.installAllBut(file);
        try (Trial trial = Trial.install(context, file)) {
            Bundle bundle = trial.bundle();
            List<String> reasons = new ArrayList<>(RuntimeFaults.of(context));
            Optional<LinkageReport> compared = resolve(bundle, code.code());
            reasons.addAll(compared.map(each -> faults(facts, each)).orElseGet(() -> explainer.reasons(bundle)));
            factories.stream()
                    .map(ComponentFacts::fault)
                    .flatMap(Optional::stream)
                    .forEach(reasons::add);
            List<Schema> settings = facts.types().stream()
                    .map(type -> schemas.read(bundle, type))
                    .toList();
            return new JarReport(
                    name,
                    size,
                    sha256,
                    Optional.of(facts),
                    factories,
                    needs.of(bundle),
                    Optional.of(trust.signature(file)),
                    compared,
                    settings,
                    reasons);
        } catch (BundleException refused) {
            return JarReport.unsound(name, size, sha256, "the framework does not take it: " + refused.getMessage());
        }
    }

    /** As the runtime sees it: much of a library may be of no use here, and lack what nobody misses. */
    private static List<String> faults(JarFacts facts, LinkageReport compared) {
        return facts.isConnector() ? compared.missing() : List.of();
    }

    /** What its classes refer to and is not there; empty if it does not resolve. */
    private Optional<LinkageReport> resolve(Bundle bundle, Code code) {
        FrameworkWiring framework = context.getBundle(0).adapt(FrameworkWiring.class);
        return framework.resolveBundles(Set.of(bundle))
                ? Optional.of(linkage.check(bundle.adapt(BundleWiring.class), code))
                : Optional.empty();
    }
}
