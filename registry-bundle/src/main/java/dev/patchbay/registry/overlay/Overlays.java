package dev.patchbay.registry.overlay;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Overlay;
import dev.patchbay.registry.files.HomeFolders;
import java.nio.file.Path;
import java.util.HashMap;
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

    private final Map<String, String> environment;
    private final Optional<Path> dotEnvFile;
    private final List<Consumer<InstanceId>> listeners = new CopyOnWriteArrayList<>();
    /** Guarded by this. */
    private final SecretFolder secretFiles;
    /** Guarded by this; null without a home. */
    private DotEnv dotEnv;

    private volatile OverlayTable table = new OverlayTable();
    private volatile Map<String, String> variables = Map.of();

    @Activate
    public Overlays(BundleContext context) {
        this(
                System.getenv(),
                HomeFolders.real(HomeFolders.runSecrets(context)),
                HomeFolders.home(context).map(home -> HomeFolders.real(home).resolve(DotEnv.NAME)));
    }

    Overlays(Map<String, String> environment, Path secretFolder, Optional<Path> dotEnvFile) {
        this.environment = environment;
        this.dotEnvFile = dotEnvFile;
        this.secretFiles = new SecretFolder(secretFolder);
        secretFiles.readAll();
        dotEnv = dotEnvFile.map(DotEnv::read).orElse(null);
        table = combined();
        table.problems().forEach(problem -> LOG.warn("{}", problem));
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

    /** Variables of the environment, and those of .env that the environment does not have. */
    public Map<String, String> variables() {
        return variables;
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

    /** Whether a file can hold overlays, by its place and its name. */
    boolean reads(Path file) {
        return dotEnvFile.filter(file::equals).isPresent()
                || secretFiles.path().equals(file.getParent())
                        && OverlayName.isOurs(file.getFileName().toString());
    }

    /** Reads a file again that {@link #reads} says yes to, and tells of the instances that this changes. */
    synchronized void changed(Path file) {
        if (dotEnvFile.filter(file::equals).isPresent()) {
            dotEnv = DotEnv.read(file);
        } else {
            secretFiles.read(file);
        }
        OverlayTable before = table;
        OverlayTable now = combined();
        table = now;
        Set<String> known = before.problems().stream().map(Problem::toString).collect(Collectors.toSet());
        now.problems().stream()
                .filter(problem -> !known.contains(problem.toString()))
                .forEach(problem -> LOG.warn("{}", problem));
        now.differences(before).forEach(id -> listeners.forEach(each -> each.accept(id)));
    }

    /** In the order of precedence. */
    private OverlayTable combined() {
        OverlayTable all = new OverlayTable();
        environment.forEach((name, value) -> all.add(name, value, "environment", name));
        secretFiles.values().forEach((name, value) -> all.add(name, value, "secret file", name));
        all.add(secretFiles.problems());
        Map<String, String> named = new HashMap<>();
        if (dotEnv != null) {
            dotEnv.values().forEach((name, value) -> all.add(name, value, DotEnv.NAME, "line " + dotEnv.line(name)));
            all.add(dotEnv.problems());
            named.putAll(dotEnv.values());
        }
        named.putAll(environment);
        variables = Map.copyOf(named);
        return all;
    }

    private static Definition alone(InstanceId id, Map<String, Overlay> overlays) {
        String source = new TreeMap<>(overlays).firstEntry().getValue().source();
        return Definition.of(id, source, Map.of());
    }
}
