package dev.patchbay.registry.files;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Configurations;
import dev.patchbay.registry.config.ConnectorPid;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.SchemaSource;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes configurations of .cfg files. Whatever it is asked to do with a file, it looks at how the file is now and brings
 * ConfigAdmin in line with that, so that the order and the number of calls do not matter. It calls
 * nobody's code but ConfigAdmin's.
 */
@Component(
        name = CfgInstaller.NAME,
        service = {FileTaker.class, ConfigurationListener.class},
        immediate = true)
public final class CfgInstaller implements FileTaker, ConfigurationListener {

    /** Of the component. */
    public static final String NAME = "dev.patchbay.registry.files.CfgInstaller";

    private final Configurations configurations;
    private final CfgReader reader;
    private final FileProblems problems;
    private final ClearValues clearValues;
    private final Optional<Path> folder;
    private final Turns<InstanceId> turns = new Turns<>();

    /** Files that define an instance which another source owns. */
    private final Map<InstanceId, SortedSet<Path>> rivals = new ConcurrentHashMap<>();

    @Activate
    public CfgInstaller(
            BundleContext context,
            @Reference Configurations configurations,
            @Reference SchemaSource schemas,
            @Reference FileProblems problems,
            @Reference ClearValues clearValues) {
        this(HomeFolders.config(context), configurations, schemas, problems, clearValues);
    }

    /** Without a folder, files are taken from wherever they come. */
    CfgInstaller(
            Optional<Path> folder,
            Configurations configurations,
            SchemaSource schemas,
            FileProblems problems,
            ClearValues clearValues) {
        this.folder = folder;
        this.configurations = configurations;
        this.problems = problems;
        this.clearValues = clearValues;
        this.reader = new CfgReader(schemas, clearValues);
        forgetVanished();
    }

    /** Also those that lie elsewhere by mistake, to say so. */
    @Override
    public boolean takes(Path file) {
        return CfgFileName.isOurs(file.getFileName().toString());
    }

    @Override
    public void changed(Path file) {
        align(file);
    }

    /** What a program configured and gave up, a file may have waited for. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            ConnectorPid.instance(event.getPid())
                    .filter(rivals::containsKey)
                    .ifPresent(id -> turns.take(id, () -> {
                        if (configurations.read(id).isEmpty()) {
                            succeed(id);
                        }
                    }));
        }
    }

    /** Nobody tells of files that were deleted while the runtime was down. */
    private void forgetVanished() {
        for (Definition definition : configurations.list().definitions()) {
            definition
                    .file()
                    .filter(file -> !Files.isRegularFile(file)
                            || folder.filter(home -> !home.equals(file.getParent()))
                                    .isPresent())
                    .ifPresent(file -> configurations.delete(definition.id()));
        }
    }

    private void align(Path file) {
        CfgFileName name = CfgFileName.parse(file.getFileName().toString());
        boolean there = Files.isRegularFile(file);
        Optional<Problem> problem = name.problem().or(() -> misplaced(file));
        if (!there) {
            problems.clear(file);
            name.id().ifPresent(id -> turns.take(id, () -> lose(id, file)));
        } else if (problem.isPresent()) {
            problems.report(file, problem.get());
        } else {
            name.id().ifPresent(id -> turns.take(id, () -> gain(id, file)));
        }
    }

    private Optional<Problem> misplaced(Path file) {
        return folder.filter(home -> !home.equals(file.getParent())).map(home -> CfgFileName.misplaced(file, home));
    }

    /** The first source keeps an instance; a file that has gone is none. */
    private void gain(InstanceId id, Path file) {
        Optional<Definition> present = configurations.read(id);
        Optional<Path> owner = present.flatMap(Definition::file);
        boolean free = present.isEmpty()
                || owner.filter(other -> !Files.isRegularFile(other)).isPresent();
        if (free || owner.filter(file::equals).isPresent()) {
            load(id, file, present);
            return;
        }
        rivals.computeIfAbsent(id, key -> new ConcurrentSkipListSet<>()).add(file);
        String source = present.get().source();
        problems.report(
                file, CfgFileName.rival(CfgFileName.parse(file.getFileName().toString()), source));
    }

    private void lose(InstanceId id, Path file) {
        rivals.computeIfPresent(id, (key, files) -> {
            files.remove(file);
            return files.isEmpty() ? null : files;
        });
        Optional<Path> owner = configurations.read(id).flatMap(Definition::file);
        if (owner.filter(file::equals).isPresent() && !succeed(id)) {
            configurations.delete(id);
        }
        clearValues.forget(file);
    }

    /** Gives an instance to the first of the files that waited for it; false if there is none. */
    private boolean succeed(InstanceId id) {
        SortedSet<Path> waiting = rivals.getOrDefault(id, new ConcurrentSkipListSet<>());
        Optional<Path> heir = waiting.stream().filter(Files::isRegularFile).findFirst();
        heir.ifPresent(file -> {
            waiting.remove(file);
            load(id, file, Optional.empty());
            waiting.forEach(other -> gain(id, other));
        });
        return heir.isPresent();
    }

    private void load(InstanceId id, Path file, Optional<Definition> before) {
        try {
            configurations.write(reader.read(id, file, before));
            problems.clear(file);
        } catch (NoSuchFileException e) {
            lose(id, file);
        } catch (UncheckedIOException e) {
            problems.report(file, Problem.of("is not in effect: " + e.getMessage() + "; see to that and touch it"));
        }
    }
}
