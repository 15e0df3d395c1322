package dev.patchbay.registry.overlay;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Overlay;
import dev.patchbay.registry.environment.Variable;
import dev.patchbay.registry.environment.Variables;
import dev.patchbay.registry.files.HomeFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The overlays as they are now, in this order of precedence: the environment, the container's secret files, .env in the
 * home. They lie over the definitions that ConfigAdmin has; an instance that nothing else defines they define alone, and
 * never in ConfigAdmin, since their values may be secrets.
 */
@Component(service = Overlays.class, immediate = true)
public final class Overlays {
    private static final Logger LOG = LoggerFactory.getLogger(Overlays.class);

    private final Variables variables;
    private final List<Consumer<InstanceId>> listeners = new CopyOnWriteArrayList<>();
    /** Guarded by this. */
    private final SecretFolder secretFiles;

    private volatile OverlayTable table = new OverlayTable();
    private final Runnable endOfNews;

    @Activate
    public Overlays(BundleContext context, @Reference Variables variables) {
        this(variables, HomeFolders.real(HomeFolders.runSecrets(context)));
    }

    Overlays(Variables variables, Path secretFolder) {
        this.variables = variables;
        this.secretFiles = new SecretFolder(secretFolder);
        secretFiles.readAll();
        table = combined();
        table.problems().forEach(problem -> LOG.warn("{}", problem));
        endOfNews = variables.listen(names -> renew());
    }

    @Deactivate
    void close() {
        endOfNews.run();
    }

    /** The definition with what lies over it; where there is none, the one that overlays make alone. */
    public Optional<Definition> over(InstanceId id, Optional<Definition> definition) {
        Map<String, Overlay> overlays = table.of(id);
        return definition
                .or(() -> overlays.isEmpty() ? Optional.empty() : Optional.of(alone(id, overlays)))
                .map(each -> each.under(overlays));
    }

    /** The instances that have overlays. */
    public Set<InstanceId> ids() {
        return Set.copyOf(table.ids());
    }

    /** Where the values stand that lie over an instance, as they are shown. */
    public List<String> origins(InstanceId id) {
        return table.of(id).values().stream().map(Overlay::origin).sorted().toList();
    }

    /** Of names that mean no setting, and of files that cannot be read. */
    public List<Problem> problems() {
        return List.copyOf(table.problems());
    }

    /**
     * Hears of every instance whose overlays change, on the thread that saw it: the listener must return at once.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<InstanceId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Whether a file is a secret file that can hold an overlay, by its place and its name. */
    boolean reads(Path file) {
        return secretFiles.path().equals(file.getParent())
                && OverlayName.isOurs(file.getFileName().toString());
    }

    /** Reads a file again that {@link #reads} says yes to, and tells of the instances that this changes. */
    synchronized void changed(Path file) {
        if (secretFiles.read(file)) {
            renew();
        }
    }

    private synchronized void renew() {
        OverlayTable before = table;
        OverlayTable now = combined();
        table = now;
        Set<String> known = before.problems().stream().map(Problem::toString).collect(Collectors.toSet());
        now.problems().stream()
                .filter(problem -> !known.contains(problem.toString()))
                .forEach(problem -> LOG.warn("{}", problem));
        now.differences(before).forEach(id -> listeners.forEach(each -> each.accept(id)));
    }

    /** In the order of precedence: secret files are between the two kinds of variables. */
    private OverlayTable combined() {
        OverlayTable all = new OverlayTable();
        add(all, true);
        secretFiles.values().forEach((name, value) -> all.add(name, value, "secret file"));
        add(all, false);
        all.add(secretFiles.problems());
        all.add(variables.problems());
        return all;
    }

    private void add(OverlayTable all, boolean environment) {
        for (Variable each : variables.list()) {
            if (each.source().equals(Variable.ENVIRONMENT) == environment) {
                all.add(each.name(), each.value(), each.source());
            }
        }
    }

    private static Definition alone(InstanceId id, Map<String, Overlay> overlays) {
        String source = new TreeMap<>(overlays).firstEntry().getValue().source();
        return Definition.of(id, source, Map.of());
    }
}
