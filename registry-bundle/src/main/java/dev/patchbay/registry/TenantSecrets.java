package dev.patchbay.registry;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.secret.keystore.Keystore;
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

/** The secrets that belong to a tenant: the folder of its name in secrets/, and the names in the keystore that begin so. */
final class TenantSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(TenantSecrets.class);

    private final Optional<Path> folder;
    private final Keystore keystore;

    /** Without a home there is no keystore either. */
    TenantSecrets(Optional<Path> home, Keystore keystore) {
        this.keystore = keystore;
        this.folder = home.map(each -> each.resolve("secrets"));
    }

    /** Those that have secrets of their own. */
    List<String> tenants() {
        Stream<String> folders = folder.map(TenantSecrets::children).orElse(List.of()).stream()
                .filter(Files::isDirectory)
                .map(each -> each.getFileName().toString());
        Stream<String> prefixes =
                kept().stream().filter(name -> name.indexOf('/') > 0).map(name -> name.substring(0, name.indexOf('/')));
        return Stream.concat(folders, prefixes).filter(InstanceId::isPart).toList();
    }

    /** Where a tenant's secrets lie. */
    List<String> of(String tenant) {
        if (folder.isEmpty()) {
            return List.of();
        }
        boolean ofDefault = tenant.equals(InstanceId.DEFAULT);
        String prefix = ofDefault ? "secrets/" : "secrets/" + tenant + '/';
        Stream<String> files = children(ofDefault ? folder.get() : folder.get().resolve(tenant)).stream()
                .filter(Files::isRegularFile)
                .map(each -> prefix + each.getFileName());
        Stream<String> names = kept().stream()
                .filter(name -> ofDefault ? name.indexOf('/') < 0 : name.startsWith(tenant + '/'))
                .map(name -> "keystore " + name);
        return Stream.concat(files, names).toList();
    }

    /** One that cannot be opened is told of by whoever uses it; the rest is to be seen in spite of that. */
    private List<String> kept() {
        if (folder.isEmpty()) {
            return List.of();
        }
        try {
            return keystore.names();
        } catch (ConnectorException unusable) {
            LOG.warn("the keystore cannot be listed: {}", unusable.getMessage());
            return List.of();
        }
    }

    void erase(String tenant, List<String> erased, List<String> left) {
        if (folder.isEmpty()) {
            return;
        }
        eraseKept(tenant, erased, left);
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

    private void eraseKept(String tenant, List<String> erased, List<String> left) {
        try {
            for (String name : keystore.names()) {
                if (name.startsWith(tenant + '/') && keystore.remove(name)) {
                    erased.add("keystore " + name);
                }
            }
        } catch (ConnectorException unusable) {
            left.add("the keystore may hold secrets of '" + tenant + "': " + unusable.getMessage());
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
