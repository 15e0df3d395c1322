package dev.patchbay.registry.files;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.ComponentConfigurations;
import dev.patchbay.registry.config.ConnectorPid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.utils.properties.ConfigurationHandler;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes configurations of the files of config/ that define no instance: of {@code PID.cfg} and {@code FACTORY~NAME.cfg},
 * whose values are texts, and of {@code .config} files, whose values have types, for whatever component reads them. In a
 * framework without a home that is somebody else's business.
 */
@Component
public final class ComponentFiles implements FileTaker {
    private final Optional<Path> folder;
    private final ComponentConfigurations configurations;
    private final FileProblems problems;

    @Activate
    public ComponentFiles(
            BundleContext context,
            @Reference ComponentConfigurations configurations,
            @Reference FileProblems problems) {
        this(HomeFolders.config(context), configurations, problems);
    }

    ComponentFiles(Optional<Path> folder, ComponentConfigurations configurations, FileProblems problems) {
        this.folder = folder;
        this.configurations = configurations;
        this.problems = problems;
        if (folder.isPresent()) {
            forgetVanished();
        }
    }

    @Override
    public boolean takes(Path file) {
        String name = file.getFileName().toString();
        return folder.filter(file.getParent()::equals).isPresent()
                && (isTyped(name) || name.endsWith(".cfg") && !CfgFileName.isOurs(name));
    }

    /** One file at a time: they are few. */
    @Override
    public synchronized void changed(Path file) {
        String pid = pid(file);
        try {
            if (ConnectorPid.isOurs(pid)) {
                problems.report(file, Problem.of("is not read; write the settings of an instance into a .cfg file"));
            } else if (Files.isRegularFile(file)) {
                configurations.write(pid, file, read(file));
                problems.clear(file);
            } else {
                configurations.delete(pid, file);
                problems.clear(file);
            }
        } catch (NoSuchFileException gone) {
            configurations.delete(pid, file);
        } catch (IOException | UncheckedIOException e) {
            problems.report(file, Problem.of("is not in effect: " + e.getMessage() + "; see to that and touch it"));
        }
    }

    private void forgetVanished() {
        configurations.list().forEach((pid, file) -> {
            if (!Files.isRegularFile(file)) {
                configurations.delete(pid, file);
            }
        });
    }

    private static Map<String, Object> read(Path file) throws IOException {
        if (isTyped(file.getFileName().toString())) {
            return readTyped(file);
        }
        CfgFile cfg = CfgFile.read(file);
        for (Problem problem : cfg.problems()) {
            throw new IOException(problem.toString());
        }
        return new HashMap<>(cfg.values());
    }

    private static Map<String, Object> readTyped(Path file) throws IOException {
        Map<String, Object> values = new HashMap<>();
        try (InputStream bytes = Files.newInputStream(file)) {
            Dictionary<?, ?> read = ConfigurationHandler.read(bytes);
            for (Object key : Collections.list(read.keys())) {
                values.put(key.toString(), read.get(key));
            }
        }
        return values;
    }

    private static boolean isTyped(String name) {
        return name.endsWith(".config");
    }

    private static String pid(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
