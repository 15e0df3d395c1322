package dev.patchbay.registry;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.files.CfgFileName;
import dev.patchbay.registry.files.FileTaker;
import dev.patchbay.registry.files.HomeFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Erases what defines the instances of a tenant. A .cfg file is of one instance, so of one tenant; every other place may
 * hold settings of others and is only named.
 */
final class TenantDefinitions {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RegistryCore core;
    private final Optional<Path> config;
    private final FileTaker installer;

    /** @param installer is told of each file that is deleted: another file may have waited to define the instance */
    TenantDefinitions(RegistryCore core, Optional<Path> home, FileTaker installer) {
        this.core = core;
        this.config = home.map(each -> HomeFolders.real(each.resolve("config")));
        this.installer = installer;
    }

    void erase(String tenant, List<String> erased, List<String> left) {
        for (Path file : cfgFiles(tenant)) {
            try {
                Files.deleteIfExists(file);
                installer.changed(file);
                erased.add("config/" + file.getFileName());
            } catch (IOException e) {
                left.add("config/" + file.getFileName() + " cannot be deleted (" + e.getMessage() + ")");
            }
        }
        Set<String> types = new TreeSet<>();
        for (InstanceId id : ids(tenant)) {
            types.add(id.type());
            core.configurations().read(id).ifPresent(definition -> erase(definition, erased, left));
            core.overlays()
                    .origins(id)
                    .forEach(origin -> left.add(origin + " sets '" + id + "' and is not ours to change"));
        }
        types.forEach(type -> core.queues().settle(type, LIMIT));
    }

    /** The instances that something still defines. */
    Set<InstanceId> remaining(String tenant) {
        Set<InstanceId> ids = ids(tenant);
        ids.removeIf(
                id -> core.overlays().over(id, core.configurations().read(id)).isEmpty());
        return ids;
    }

    private void erase(Definition definition, List<String> erased, List<String> left) {
        Optional<Path> file = definition.file();
        if (file.isPresent() && Files.exists(file.get())) {
            if (!isCfg(file.get())) {
                left.add(definition.source() + " defines '" + definition.id() + "' beside others; take it out there");
            }
        } else if (core.configurations().delete(definition.id()) && file.isEmpty()) {
            erased.add("the configuration of '" + definition.id() + "' (" + definition.source() + ")");
        }
    }

    private Set<InstanceId> ids(String tenant) {
        Set<InstanceId> ids = new TreeSet<>();
        core.instances().all().forEach(each -> ids.add(each.id()));
        ids.addAll(core.overlays().ids());
        core.configurations().list().definitions().forEach(each -> ids.add(each.id()));
        ids.removeIf(id -> !id.tenant().equals(tenant));
        return ids;
    }

    /** Those that are not in use, too: their names say whose they are. */
    private List<Path> cfgFiles(String tenant) {
        List<Path> found = new ArrayList<>();
        if (config.isEmpty()) {
            return found;
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(config.get(), each -> isCfg(each) && isOf(tenant, each))) {
            files.forEach(found::add);
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("'" + config.get() + "' cannot be listed: " + e.getMessage(), e);
        }
        found.sort(null);
        return found;
    }

    private static boolean isCfg(Path file) {
        return CfgFileName.isOurs(file.getFileName().toString());
    }

    private static boolean isOf(String tenant, Path file) {
        return CfgFileName.parse(file.getFileName().toString())
                .id()
                .filter(id -> id.tenant().equals(tenant))
                .isPresent();
    }
}
