package dev.patchbay.registry;

import dev.patchbay.api.Deployment;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.compatibility.BundleChanges;
import dev.patchbay.registry.compatibility.TypeExplainer;
import dev.patchbay.registry.config.ClearSecrets;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.config.Configurations;
import dev.patchbay.registry.config.MetatypeSchema;
import dev.patchbay.registry.config.SchemaSource;
import dev.patchbay.registry.config.SettingsCheck;
import dev.patchbay.registry.config.SourceFiles;
import dev.patchbay.registry.environment.Variables;
import dev.patchbay.registry.files.FileProblems;
import dev.patchbay.registry.files.HomeFolders;
import dev.patchbay.registry.install.DeployFolder;
import dev.patchbay.registry.install.Deployments;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.lifecycle.FactoryTracker;
import dev.patchbay.registry.lifecycle.Instances;
import dev.patchbay.registry.lifecycle.OperatorState;
import dev.patchbay.registry.lifecycle.Reconciler;
import dev.patchbay.registry.lifecycle.SerialQueues;
import dev.patchbay.registry.overlay.Overlays;
import dev.patchbay.registry.redaction.SecretMemory;
import dev.patchbay.registry.secret.Secrets;
import dev.patchbay.registry.trust.Trust;
import dev.patchbay.registry.unload.UnloadWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.VersionRange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of the registry, put together once. News come in through {@link Configurations} (what instances there are)
 * and {@link FactoryTracker} (what types there are), go through the queue of their type to the {@link Reconciler}, and
 * are seen by calls as an instance's standing. It takes no configuration of its own: its state outlives every change.
 */
@Component(
        service = {RegistryCore.class, SchemaSource.class, DeployFolder.class},
        immediate = true)
public final class RegistryCore implements SchemaSource, DeployFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryCore.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(35);

    private final Background background = new Background();
    private final SerialQueues queues = new SerialQueues(background.changes());
    private final ConnectorTypes types = new ConnectorTypes();
    private final Instances instances = new Instances();
    private final Configurations configurations;
    private final Overlays overlays;
    private final Trust trust;
    private final SecretMemory memory;
    private final SettingsCheck check;
    private final OperatorState operator;
    private final TypeExplainer explainer;
    private final Reconciler reconciler;
    private final Calls calls;
    private final FactoryTracker factories;
    private final BundleChanges bundles;
    private final Optional<Deployments> deployments;
    private final UnloadWatch unloads;
    private final Set<String> registeredTypes = ConcurrentHashMap.newKeySet();
    private final News news;
    private final List<Runnable> endOfNews;

    @Activate
    public RegistryCore(
            BundleContext context,
            @Reference Configurations configurations,
            @Reference Variables variables,
            @Reference Overlays overlays,
            @Reference Secrets secrets,
            @Reference SourceFiles files,
            @Reference FileProblems problems,
            @Reference Trust trust,
            @Reference SecretMemory memory) {
        CommonSettings common = CommonSettings.of(variables.values());
        common.problems().forEach(problem -> LOG.warn("{}", problem));
        this.configurations = configurations;
        this.overlays = overlays;
        this.trust = trust;
        this.memory = memory;
        this.check = new SettingsCheck(
                common, secrets, files, ClearSecrets.of(context.getProperty(ClearSecrets.PROPERTY)), memory);
        this.operator = new OperatorState(HomeFolders.data(context, "operator.json"));
        this.explainer = new TypeExplainer(context, types, this::findings);
        this.reconciler = new Reconciler(instances, types, check, operator, explainer, background, queues);
        this.calls = new Calls(context, background, queues, memory);
        this.factories = new FactoryTracker(context, types, new MetatypeSchema(common), reconciler, queues);
        this.news = new News(configurations, overlays, types, reconciler, queues, this::pinsMayDiffer);
        this.bundles = new BundleChanges(context, news::typeChanged);
        this.deployments = HomeFolders.home(context)
                .filter(home -> !HomeFolders.isDry(context))
                .map(home -> new Deployments(
                        home, context, trust, explainer::reasons, queues, background, problems, this::pinnedRanges));
        this.unloads = new UnloadWatch(context);
        if (!HomeFolders.isDry(context)) {
            calls.checkPeriodically(instances);
        }
        this.endOfNews = news.open(secrets);
        memory.whenCrowded(() -> background.changes().execute(() -> SecretsInUse.keep(memory, instances)));
        bundles.open();
        unloads.open();
        calls.tell();
        factories.open();
        deployments.ifPresent(Deployments::open);
    }

    /** No news is taken in first, so that nothing new begins; then what is there ends, and the threads last. */
    @Deactivate
    void close() {
        queues.close();
        endOfNews.forEach(Runnable::run);
        bundles.close();
        explainer.close();
        try {
            instances.retire(CLOSE_LIMIT);
        } finally {
            calls.refuse();
            factories.close();
            deployments.ifPresent(Deployments::close);
            calls.close();
            background.close();
            unloads.close();
        }
    }

    @Override
    public Optional<Schema> schema(String type) {
        return types.newest(type).map(each -> each.schema());
    }

    @Override
    public Optional<Path> folder() {
        return deployments.map(Deployments::folder);
    }

    @Override
    public void changed(Path file) {
        deployments.ifPresent(each -> each.changed(file));
    }

    /** What lies in deploy/; empty in a framework without a home. */
    List<Deployment> deployed() {
        return deployments.map(Deployments::list).orElse(List.of());
    }

    /** Of all bundles that a file of deploy/ has brought, as far as that is remembered. */
    Set<String> locations(String file) {
        return deployments.map(each -> each.locations(file)).orElse(Set.of());
    }

    ConnectorTypes types() {
        return types;
    }

    Instances instances() {
        return instances;
    }

    Calls calls() {
        return calls;
    }

    SecretMemory memory() {
        return memory;
    }

    TypeExplainer explainer() {
        return explainer;
    }

    UnloadWatch unloads() {
        return unloads;
    }

    SerialQueues queues() {
        return queues;
    }

    Configurations configurations() {
        return configurations;
    }

    News news() {
        return news;
    }

    Overlays overlays() {
        return overlays;
    }

    SettingsCheck check() {
        return check;
    }

    OperatorState operator() {
        return operator;
    }

    Background background() {
        return background;
    }

    Reconciler reconciler() {
        return reconciler;
    }

    /** {@code TYPE/VERSION} of what hosts have registered: one of each. */
    Set<String> registeredTypes() {
        return registeredTypes;
    }

    /** Asked by the explainer, which is there before anything was deployed. */
    private List<String> findings(Bundle bundle) {
        List<String> refusal = trust.refusal(bundle).stream().toList();
        return deployments == null || !refusal.isEmpty()
                ? refusal
                : deployments.map(each -> each.findings(bundle)).orElse(List.of());
    }

    private void pinsMayDiffer(String type) {
        deployments.ifPresent(each -> each.pinsChanged(type));
    }

    private Set<VersionRange> pinnedRanges(String type) {
        return instances.all().stream()
                .filter(each -> each.id().type().equals(type))
                .flatMap(each -> check.pinnedVersion(each.standing().definition()).stream())
                .collect(Collectors.toSet());
    }
}
