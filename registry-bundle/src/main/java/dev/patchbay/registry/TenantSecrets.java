package dev.patchbay.registry;

import dev.patchbay.model.InstanceId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secrets that belong to a tenant: the folder of its name in secrets/. */
final class TenantSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(TenantSecrets.class);

    private final Optional<Path> folder;

    TenantSecrets(Optional<Path> home) {
        this.folder = home.map(each -> each.resolve("secrets"));
    }

    /** Those that have secrets of their own. */
    List<String> tenants() {
        return folder.map(TenantSecrets::children).orElse(List.of()).stream()
                .filter(Files::isDirectory)
                .map(each -> each.getFileName().toString())
                .filter(InstanceId::isPart)
                .toList();
    }

    /** Where a tenant's secrets lie. */
    List<String> of(String tenant) {
        if (folder.isEmpty()) {
            return List.of();
        }
        boolean ofDefault = tenant.equals(InstanceId.DEFAULT);
        String prefix = ofDefault ? "secrets/" : "secrets/" + tenant + '/';
        return children(ofDefault ? folder.get() : folder.get().resolve(tenant)).stream()
                .filter(Files::isRegularFile)
                .map(each -> prefix + each.getFileName())
                .toList();
    }

    void erase(String tenant, List<String> erased, List<String> left) {
        if (folder.isEmpty()) {
            return;
        }
        Path theirs = folder.get().resolve(tenant);
        if (!Files.isDirectory(theirs)) {
            return;
        }
        List<Path> innermostFirst;
        try (Stream<Path> tree = Files.walk(theirs)) {
            innermostFirst = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            left.add("secrets/" + tenant + " cannot be read (" + e.getMessage() + ")");
            return;
        }
        for (Path each : innermostFirst) {
            String name = "secrets/" + folder.get().relativize(each).toString().replace('\\', '/');
            try {
                Files.deleteIfExists(each);
                erased.add(name);
            } catch (IOException e) {
                left.add(name + " cannot be deleted (" + e.getMessage() + ")");
            }
        }
    }

    private static List<Path> children(Path parent) {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(parent)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                parent, each -> !each.getFileName().toString().startsWith("."))) {
            files.forEach(found::add);
        } catch (IOException e) {
            LOG.warn("'{}' cannot be listed: {}", parent, e.toString());
        }
        found.sort(null);
        return found;
    }
}
