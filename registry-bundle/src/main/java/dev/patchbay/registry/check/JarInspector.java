package dev.patchbay.registry.check;

import dev.patchbay.model.Schema;
import dev.patchbay.registry.compatibility.TypeExplainer;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.config.MetatypeSchema;
import dev.patchbay.registry.install.Sha256;
import dev.patchbay.registry.jar.JarCheck;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.registry.jar.UnsoundJarException;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.linkage.LinkageCheck;
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

/**
 * Installs a JAR for a moment and asks the framework's own resolver; nothing of it is started. In a dry framework, what
 * lies in deploy/ is installed before, because a library there may be what the JAR needs.
 */
@Component
public final class JarInspector implements JarInspection {
    private final BundleContext context;
    private final DeployFolder deploy;
    private final JarCheck check = new JarCheck();
    private final Trust trust = new Trust();
    private final LinkageCheck linkage = new LinkageCheck();
    private final MetatypeSchema schemas = new MetatypeSchema(CommonSettings.of(System.getenv()));
    private final TypeExplainer explainer;
    private final Needs needs;

    @Activate
    public JarInspector(BundleContext context) {
        this.context = context;
        this.deploy = new DeployFolder(context);
        this.explainer = new TypeExplainer(context, new ConnectorTypes(), bundle -> List.of());
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
        try {
            facts = check.check(file);
        } catch (UnsoundJarException unsound) {
            return JarReport.unsound(name, size, sha256, unsound.getMessage());
        }
        deploy.installAllBut(file);
        try (Trial trial = Trial.install(context, file)) {
            return report(
                    file,
                    new JarReport(
                            name, size, sha256, Optional.of(facts), List.of(), Optional.empty(), List.of(), List.of()),
                    trial.bundle());
        } catch (BundleException refused) {
            return JarReport.unsound(name, size, sha256, "the framework does not take it: " + refused.getMessage());
        }
    }

    private JarReport report(Path file, JarReport begun, Bundle bundle) {
        List<String> reasons = new ArrayList<>();
        trust.refusal(file).ifPresent(reasons::add);
        Optional<List<String>> missing = Optional.empty();
        if (context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(Set.of(bundle))) {
            missing = Optional.of(linkage.missing(bundle.adapt(BundleWiring.class)));
            reasons.addAll(missing.get());
        } else {
            reasons.addAll(explainer.reasons(bundle));
        }
        JarFacts facts = begun.facts().orElseThrow();
        List<Schema> settings =
                facts.types().stream().map(type -> schemas.read(bundle, type)).toList();
        return new JarReport(
                begun.name(),
                begun.size(),
                begun.sha256(),
                begun.facts(),
                needs.of(bundle),
                missing,
                settings,
                reasons);
    }
}
