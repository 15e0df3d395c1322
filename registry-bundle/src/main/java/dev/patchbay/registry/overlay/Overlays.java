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
    /** A framework property: the folder of the container's secret files, if it is not {@code /run/secrets}. */
    public static final String FOLDER = "patchbay.run.secrets";

    private static final Logger LOG = LoggerFactory.getLogger(Overlays.class);

    private final Map<String, String> environment;
    private final Path folder;
    private final Optional<Path> dotEnv;
    private final List<Consumer<InstanceId>> listeners = new CopyOnWriteArrayList<>();
    private volatile OverlayTable table = new OverlayTable();
    private volatile Map<String, String> variables = Map.of();

    @Activate
    public Overlays(BundleContext context) {
        this(
                System.getenv(),
                Optional.ofNullable(context.getProperty(FOLDER)).map(Path::of).orElse(Path.of("/run/secrets")),
                HomeFolders.home(context).map(home -> home.resolve(DotEnv.NAME)));
    }

    Overlays(Map<String, String> environment, Path folder, Optional<Path> dotEnv) {
        this.environment = environment;
        this.folder = folder;
        this.dotEnv = dotEnv;
        reload();
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

    /** Reads everything again and tells of what has changed; one caller at a time. */
    public synchronized void reload() {
        OverlayTable before = table;
        OverlayTable now = new OverlayTable();
        environment.forEach((name, value) -> now.add(name, value, "environment", name));
        SecretFolder secrets = SecretFolder.read(folder);
        secrets.values().forEach((name, value) -> now.add(name, value, "secret file", name));
        now.add(secrets.problems());
        Map<String, String> named = new HashMap<>();
        dotEnv.map(DotEnv::read).ifPresent(file -> {
            named.putAll(file.values());
            add(file, now);
        });
        named.putAll(environment);
        variables = Map.copyOf(named);
        table = now;
        now.problems().stream()
                .filter(problem -> before.problems().stream()
                        .noneMatch(known -> known.toString().equals(problem.toString())))
                .forEach(problem -> LOG.warn("{}", problem));
        now.differences(before).forEach(id -> listeners.forEach(each -> each.accept(id)));
    }

    private void add(DotEnv file, OverlayTable now) {
        file.values().forEach((name, value) -> now.add(name, value, DotEnv.NAME, "line " + file.line(name)));
        now.add(file.problems());
    }

    private static Definition alone(InstanceId id, Map<String, Overlay> overlays) {
        String source = new TreeMap<>(overlays).firstEntry().getValue().source();
        return Definition.of(id, source, Map.of());
    }
}
