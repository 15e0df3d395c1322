package dev.patchbay.registry.config;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.Configuration.ConfigurationAttribute;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The one door to ConfigurationAdmin: everything of ours that reads or writes configurations goes through it.
 *
 * <p>It remembers which of our PIDs exist, because asking ConfigurationAdmin for one that does not creates it, and
 * searching is linear in the number of all configurations.
 */
@Component(
        service = {Configurations.class, SynchronousConfigurationListener.class},
        immediate = true)
public final class Configurations implements SynchronousConfigurationListener {
    private static final String ANY_LOCATION = "?";
    private static final int ATTEMPTS = 3;

    private final ConfigurationAdmin admin;
    private final List<Consumer<InstanceId>> listeners = new CopyOnWriteArrayList<>();

    /** Kept by events alone: whoever else wrote to it would race with them. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private final InstanceTurns turns = new InstanceTurns();

    @Activate
    public Configurations(@Reference ConfigurationAdmin admin) {
        this.admin = admin;
        listAll().forEach(configuration -> known.add(configuration.getPid()));
    }

    /** Keeps track of our PIDs; called by ConfigurationAdmin on the thread that makes the change. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (!ConnectorPid.isOurs(event.getPid())) {
            return;
        }
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            known.remove(event.getPid());
        } else {
            known.add(event.getPid());
        }
        ConnectorPid.instance(event.getPid()).ifPresent(id -> listeners.forEach(each -> each.accept(id)));
    }

    /**
     * Tells of every instance whose configuration comes, changes or goes, on the thread that makes the change: the
     * listener must return at once.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<InstanceId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** All definitions there are, those of types that are not installed included. */
    public Listing list() {
        Map<InstanceId, Definition> definitions = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Configuration configuration : listAll()) {
            unlessDeleted(() -> {
                add(configuration, definitions, problems);
                return true;
            });
        }
        return new Listing(List.copyOf(definitions.values()), problems);
    }

    /** The definition of one instance, in a time that does not depend on how many there are. */
    public Optional<Definition> read(InstanceId id) {
        return ruling(id)
                .flatMap(pid -> unlessDeleted(() -> {
                    Dictionary<String, Object> properties = existing(pid).getProperties();
                    return properties == null ? null : DefinitionProperties.read(id, pid, properties);
                }));
    }

    /**
     * Creates or replaces the configuration of an instance; does nothing if it says the same already.
     *
     * @return whether anything changed
     * @throws UncheckedIOException if ConfigurationAdmin cannot store it
     */
    public boolean write(Definition definition) {
        return turns.take(definition.id(), () -> writeAttempts(definition))
                .orElseThrow(() -> new IllegalStateException("The configuration of '" + definition.id()
                        + "' cannot be written: ConfigurationAdmin stops, or somebody deletes it again and again"));
    }

    /**
     * Removes the configuration of an instance.
     *
     * @return whether there was one
     */
    public boolean delete(InstanceId id) {
        return turns.take(id, () -> deleteOnce(id));
    }

    private Optional<Boolean> writeAttempts(Definition definition) {
        Optional<Boolean> changed = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS && changed.isEmpty(); attempt++) {
            changed = unlessDeleted(() -> writeOnce(definition));
        }
        return changed;
    }

    private boolean deleteOnce(InstanceId id) {
        return ruling(id)
                .flatMap(pid -> unlessDeleted(() -> {
                    Configuration configuration = existing(pid);
                    try {
                        makeWritable(configuration);
                        configuration.delete();
                        return true;
                    } catch (IOException e) {
                        throw new UncheckedIOException(
                                "The configuration '" + pid + "' cannot be deleted: " + e.getMessage(), e);
                    }
                }))
                .orElse(false);
    }

    private void add(Configuration configuration, Map<InstanceId, Definition> definitions, List<Problem> problems) {
        String pid = configuration.getPid();
        Optional<InstanceId> id = ConnectorPid.instance(pid);
        if (id.isEmpty()) {
            problems.add(ConnectorPid.unusable(pid));
            return;
        }
        String ruling = ruling(id.get()).orElse(pid);
        if (pid.equals(ruling)) {
            definitions.put(id.get(), DefinitionProperties.read(id.get(), pid, configuration.getProperties()));
        } else {
            problems.add(Problem.of("configuration '" + pid + "' is a second spelling of '" + id.get() + "', which '"
                    + ruling + "' configures; delete one of them"));
        }
    }

    private boolean writeOnce(Definition definition) {
        Optional<String> ruling = ruling(definition.id());
        Configuration configuration = ruling.map(this::existing).orElseGet(() -> created(definition.id()));
        Dictionary<String, Object> before = configuration.getProperties();
        Hashtable<String, Object> after = DefinitionProperties.of(definition);
        // Not updateIfDifferent: to it, keys that differ in case are equal.
        if (before != null && comparable(before).equals(comparable(after))) {
            return false;
        }
        try {
            makeWritable(configuration);
            configuration.update(after);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The configuration of '" + definition.id() + "' cannot be stored: " + e.getMessage(), e);
        }
    }

    /** FileInstall's own installer locks configurations of read-only files. */
    private static void makeWritable(Configuration configuration) throws IOException {
        if (configuration.getAttributes().contains(ConfigurationAttribute.READ_ONLY)) {
            configuration.removeAttributes(ConfigurationAttribute.READ_ONLY);
        }
    }

    /** Others delete configurations while we look at them, which ConfigurationAdmin answers with an exception. */
    private static <T> Optional<T> unlessDeleted(Supplier<T> work) {
        try {
            return Optional.ofNullable(work.get());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Of the PIDs that name an instance, the one that counts. */
    private Optional<String> ruling(InstanceId id) {
        return ConnectorPid.spellings(id).stream().filter(known::contains).findFirst();
    }

    private Configuration existing(String pid) {
        try {
            return admin.getConfiguration(pid, ANY_LOCATION);
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration '" + pid + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private Configuration created(InstanceId id) {
        try {
            return admin.getFactoryConfiguration(ConnectorPid.factory(id), ConnectorPid.name(id), ANY_LOCATION);
        } catch (IOException e) {
            throw new UncheckedIOException("A configuration of '" + id + "' cannot be made: " + e.getMessage(), e);
        }
    }

    private List<Configuration> listAll() {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + ConnectorPid.PREFIX + "*)");
            return found == null ? List.of() : List.of(found);
        } catch (IOException e) {
            throw new UncheckedIOException("The configurations cannot be listed: " + e.getMessage(), e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> comparable(Dictionary<String, Object> properties) {
        Map<String, Object> copy = new HashMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!key.startsWith("service.")) {
                Object value = properties.get(key);
                copy.put(key, value instanceof Object[] array ? List.of(array) : value);
            }
        }
        return copy;
    }

    /**
     * What {@link #list} found.
     *
     * @param definitions sorted by id
     * @param problems of configurations that bear a PID of ours and make no instance
     */
    public record Listing(List<Definition> definitions, List<Problem> problems) {
        public Listing {
            definitions = List.copyOf(definitions);
            problems = List.copyOf(problems);
        }
    }
}
