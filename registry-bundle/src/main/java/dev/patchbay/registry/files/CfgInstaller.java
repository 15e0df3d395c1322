package dev.patchbay.registry.files;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Configurations;
import dev.patchbay.registry.config.ConnectorPid;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.SchemaSource;
import dev.patchbay.registry.environment.Variables;
import dev.patchbay.registry.format.FileContent;
import dev.patchbay.registry.format.InstanceBlock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes configurations of files of every format. Whatever it is asked to do with a file, it looks at how the file is now
 * and brings ConfigAdmin in line with that, so that the order and the number of calls do not matter. It calls nobody's code
 * but ConfigAdmin's.
 */
@Component(
        name = CfgInstaller.NAME,
        service = {FileTaker.class, ConfigurationListener.class},
        immediate = true)
public final class CfgInstaller implements FileTaker, ConfigurationListener {

    /** Of the component. */
    public static final String NAME = "dev.patchbay.registry.files.CfgInstaller";

    private static final Logger LOG = LoggerFactory.getLogger(CfgInstaller.class);

    private final Configurations configurations;
    private final Formats formats;
    private final InstanceOwners owners;
    private final FileProblems problems;
    private final Optional<Path> folder;
    private final Turns<Path> turns = new Turns<>();
    private Runnable endOfNews = () -> {};

    /** The instances that files were seen to define, or to have defined at the last start. */
    private final Map<Path, Set<InstanceId>> defined = new ConcurrentHashMap<>();

    @Activate
    public CfgInstaller(
            BundleContext context,
            @Reference Configurations configurations,
            @Reference SchemaSource schemas,
            @Reference FileProblems problems,
            @Reference ClearValues clearValues,
            @Reference Variables variables) {
        this(
                HomeFolders.config(context),
                configurations,
                clearValues.formats(),
                new InstanceOwners(configurations, schemas, problems, clearValues),
                problems);
        this.endOfNews = variables.listen(this::variablesChanged);
    }

    /** Without a folder, files are taken from wherever they come. */
    CfgInstaller(
            Optional<Path> folder,
            Configurations configurations,
            Formats formats,
            InstanceOwners owners,
            FileProblems problems) {
        this.folder = folder;
        this.configurations = configurations;
        this.formats = formats;
        this.owners = owners;
        this.problems = problems;
        recall();
    }

    @Deactivate
    void close() {
        endOfNews.run();
    }

    /** Also those that lie elsewhere by mistake, to say so, if they surely are ours or lie in deploy/. */
    @Override
    public boolean takes(Path file) {
        String name = file.getFileName().toString();
        return CfgFileName.isOurs(name)
                || formats.take(name) && folder.map(home -> isNear(home, file)).orElse(name.startsWith("connector"));
    }

    /** A secret may well be in YAML. */
    private static boolean isNear(Path home, Path file) {
        return home.equals(file.getParent()) || home.resolveSibling("deploy").equals(file.getParent());
    }

    @Override
    public void changed(Path file) {
        turns.take(file, () -> takeIn(file));
    }

    /** Files of one instance are filled from no variables. */
    void variablesChanged(Set<String> names) {
        if (!names.isEmpty()) {
            defined.keySet().forEach(this::changed);
        }
    }

    /** What a program configured and gave up, a file may have waited for. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            ConnectorPid.instance(event.getPid()).ifPresent(owners::freed);
        }
    }

    /** Files that were deleted while the runtime was down define nothing any more, and nobody tells of them. */
    private void recall() {
        for (Definition definition : configurations.list().definitions()) {
            definition.file().ifPresent(file -> {
                if (isMisplaced(file) || !Files.isRegularFile(file)) {
                    configurations.delete(definition.id());
                } else if (!CfgFileName.isOurs(file.getFileName().toString())) {
                    defined.computeIfAbsent(file, key -> new HashSet<>()).add(definition.id());
                }
            });
        }
    }

    /** A fault of ours with one file is told where others look for what is wrong with it. */
    private void takeIn(Path file) {
        try {
            align(file);
        } catch (RuntimeException | Error fault) {
            LOG.error("'{}' cannot be taken in", file.getFileName(), fault);
            problems.report(
                    file,
                    Problem.of("cannot be taken in (" + fault + "); the log has the details, touch it to try again"));
        }
    }

    private void align(Path file) {
        try {
            if (isMisplaced(file) && Files.isRegularFile(file)) {
                folder.ifPresent(home -> problems.report(file, CfgFileName.misplaced(file, home)));
                return;
            }
            align(file, formats.read(file));
        } catch (NoSuchFileException gone) {
            before(file).forEach(id -> owners.lose(file, id));
            defined.remove(file);
            problems.clear(file);
        }
    }

    /** What is not in a file that could not be understood as a whole may be in the part that was not. */
    private void align(Path file, FileContent content) {
        problems.report(file, content.problems());
        Set<InstanceId> before = before(file);
        Set<InstanceId> now = content.blocks().stream().map(InstanceBlock::id).collect(Collectors.toSet());
        content.blocks().forEach(block -> owners.gain(file, block));
        if (content.isWhole()) {
            before.stream().filter(id -> !now.contains(id)).forEach(id -> owners.lose(file, id));
        } else {
            now.addAll(before);
        }
        if (soleOf(file).isEmpty()) {
            defined.put(file, Set.copyOf(now));
        }
    }

    private Set<InstanceId> before(Path file) {
        return soleOf(file).map(Set::of).orElseGet(() -> defined.getOrDefault(file, Set.of()));
    }

    /** The one instance of which a name tells needs not be remembered. */
    private static Optional<InstanceId> soleOf(Path file) {
        return CfgFileName.parse(file.getFileName().toString()).id();
    }

    private boolean isMisplaced(Path file) {
        return folder.filter(home -> !home.equals(file.getParent())).isPresent();
    }
}
