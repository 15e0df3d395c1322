package dev.patchbay.registry.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The door to the configurations that are no instances but of components, of whatever bundle, as far as files make them.
 * Thread-safe, as far as one file is looked at by one thread at a time.
 */
@Component(service = ComponentConfigurations.class)
public final class ComponentConfigurations {
    private static final String ANY_LOCATION = "?";

    private final ConfigurationAdmin admin;

    @Activate
    public ComponentConfigurations(@Reference ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** Of all that files have made, which PID came from which file. */
    public Map<String, Path> list() {
        Map<String, Path> files = new TreeMap<>();
        try {
            Configuration[] found = admin.listConfigurations(
                    "(&(" + MetaKeys.FILE + "=*)(!(service.pid=" + ConnectorPid.PREFIX + "*)))");
            for (Configuration each : found == null ? new Configuration[0] : found) {
                file(each).ifPresent(file -> files.put(each.getPid(), file));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("The configurations cannot be listed: " + e.getMessage(), e);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Creates or replaces a configuration; does nothing if it says the same already.
     *
     * @param pid {@code PID}, or {@code FACTORY~NAME} for one of many
     * @throws UncheckedIOException if ConfigurationAdmin cannot store it
     */
    public void write(String pid, Path file, Map<String, ?> values) {
        Hashtable<String, Object> properties = new Hashtable<>(values);
        properties.put(MetaKeys.FILE, file.toString());
        try {
            find(pid).updateIfDifferent(properties);
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration '" + pid + "' cannot be stored: " + e.getMessage(), e);
        }
    }

    /** Removes what a file has made, unless another file makes it by now. */
    public void delete(String pid, Path file) {
        try {
            Configuration configuration = find(pid);
            if (configuration.getProperties() == null
                    || file(configuration).filter(file::equals).isPresent()) {
                configuration.delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration '" + pid + "' cannot be deleted: " + e.getMessage(), e);
        }
    }

    private Configuration find(String pid) throws IOException {
        int name = pid.indexOf('~');
        return name < 0
                ? admin.getConfiguration(pid, ANY_LOCATION)
                : admin.getFactoryConfiguration(pid.substring(0, name), pid.substring(name + 1), ANY_LOCATION);
    }

    private static Optional<Path> file(Configuration configuration) {
        Dictionary<String, Object> properties = configuration.getProperties();
        Object file = properties == null ? null : properties.get(MetaKeys.FILE);
        return file instanceof String text ? Optional.of(Path.of(text)) : Optional.empty();
    }
}
