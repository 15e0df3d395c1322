package dev.patchbay.registry;

import dev.patchbay.api.Deployment;
import dev.patchbay.model.Schema;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.call.CallPipeline;
import dev.patchbay.registry.call.Deadlines;
import dev.patchbay.registry.call.IsolatedCalls;
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
import dev.patchbay.registry.event.CallEvents;
import dev.patchbay.registry.event.ListenerServices;
import dev.patchbay.registry.files.FileProblems;
import dev.patchbay.registry.files.HomeFolders;
import dev.patchbay.registry.health.HealthMonitor;
import dev.patchbay.registry.health.PeriodicChecks;
import dev.patchbay.registry.install.DeployFolder;
import dev.patchbay.registry.install.Deployments;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.lifecycle.FactoryTracker;
import dev.patchbay.registry.lifecycle.Instance;
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
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
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
    private final Deadlines deadlines = new Deadlines();
    private final IsolatedCalls isolated = new IsolatedCalls();
    private final HealthMonitor health = new HealthMonitor(Clock.systemUTC());
    private final Configurations configurations;
    private final Overlays overlays;
    private final Trust trust;
    private final SecretMemory memory;
    private final SettingsCheck check;
    private final OperatorState operator;
    private final TypeExplainer explainer;
    private final Reconciler reconciler;
    private final CallPipeline pipeline;
    private final CallPipeline withoutHealthCheck;
    private final FactoryTracker factories;
    private final BundleChanges bundles;
    private final Optional<Deployments> deployments;
    private final UnloadWatch unloads;
    private final CallEvents events;
    private final ListenerServices listeners;
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
        this.operator = new OperatorState(dataFile(context, "operator.json"));
        this.explainer = new TypeExplainer(context, types, this::findings);
        this.reconciler = new Reconciler(instances, types, check, operator, explainer, background, queues);
        this.events = new CallEvents(memory, background::later);
        this.listeners = new ListenerServices(context, events);
        this.pipeline = new CallPipeline(deadlines, queues, isolated, events, health::opened);
        this.withoutHealthCheck = new CallPipeline(deadlines, queues, isolated, events, (instance, call) -> {});
        health.use(pipeline);
        this.factories = new FactoryTracker(context, types, new MetatypeSchema(common), reconciler, queues);
        this.news = new News(configurations, overlays, types, reconciler, queues, this::pinsMayDiffer);
        this.bundles = new BundleChanges(context, news::typeChanged);
        this.deployments = HomeFolders.home(context)
                .filter(home -> !isDry(context))
                .map(home -> new Deployments(
                        home, context, trust, explainer::reasons, queues, background, problems, this::pinnedRanges));
        this.unloads = new UnloadWatch(context);
        if (!isDry(context)) {
            checkPeriodically();
        }
        this.endOfNews = news.open(secrets);
        memory.whenCrowded(() -> background.changes().execute(this::forgetSecrets));
        bundles.open();
        unloads.open();
        listeners.open();
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
            pipeline.close();
            withoutHealthCheck.close();
            factories.close();
            deployments.ifPresent(Deployments::close);
            health.close();
            isolated.close();
            deadlines.close();
            listeners.close();
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

    CallPipeline pipeline(boolean skipHealthCheck) {
        return skipHealthCheck ? withoutHealthCheck : pipeline;
    }

    HealthMonitor health() {
        return health;
    }

    Deadlines deadlines() {
        return deadlines;
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

    private void checkPeriodically() {
        PeriodicChecks periodic = new PeriodicChecks(
                background::later,
                health::check,
                () -> ThreadLocalRandom.current().nextDouble());
        instances.watch(periodic::changed);
        instances.listen(id -> {
            if (instances.find(id).isEmpty()) {
                periodic.gone(id);
            }
        });
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

    private void forgetSecrets() {
        Set<Secret> inUse = new HashSet<>();
        instances.all().stream().map(Instance::standing).forEach(standing -> {
            standing.lastGood().ifPresent(settings -> inUse.addAll(settings.secrets()));
            standing.serving().ifPresent(slot -> inUse.addAll(slot.handedOut()));
        });
        memory.forget(inUse, id -> instances.find(id).isPresent());
    }

    /** Nothing is run, only looked at. */
    private static boolean isDry(BundleContext context) {
        return Boolean.parseBoolean(context.getProperty("patchbay.dry"));
    }

    /** In the home; in a framework that has none, or may not write there, in the bundle's own storage. */
    private static Path dataFile(BundleContext context, String name) {
        String home = context.getProperty("patchbay.home");
        return home == null || isDry(context)
                ? context.getDataFile(name).toPath()
                : Path.of(home).resolve("data").resolve(name);
    }
}
