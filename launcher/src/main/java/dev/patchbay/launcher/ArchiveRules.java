package dev.patchbay.launcher;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.framework.cache.BundleArchive;
import org.apache.felix.framework.cache.Content;
import org.apache.felix.framework.cache.DirectoryContent;
import org.apache.felix.framework.cache.JarContent;
import org.apache.felix.framework.util.manifestparser.ManifestParser;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** What may lie in the framework's store of bundles. Called by the framework on the threads of those who install. */
final class ArchiveRules {
    private final Optional<Path> onlyReferences;
    private volatile boolean coreIsComplete;

    /** @param onlyReferences where bundles may lie that are run in place; empty if anywhere */
    ArchiveRules(Optional<Path> onlyReferences) {
        this.onlyReferences = onlyReferences;
    }

    /** From now on nobody installs a core bundle: the place of one exempts from every question of trust. */
    void closeCore() {
        coreIsComplete = true;
    }

    void requireInstallable(String location) throws BundleException {
        if (coreIsComplete && CoreBundles.isCore(location)) {
            throw refusal("'" + location + "' is a place of the runtime's own bundles; install it at another location");
        }
    }

    void requireUpdatable(String location) throws BundleException {
        if (CoreBundles.isCore(location)) {
            throw refusal(
                    "'" + location + "' is a bundle of the runtime itself; it is updated by a newer release only");
        }
    }

    /** @param folder where the archive keeps what it has copied */
    void require(BundleArchive archive, Path folder) throws Exception {
        Map<String, Object> headers = archive.getCurrentRevision().getManifestHeader();
        Object host = headers == null ? null : headers.get(Constants.FRAGMENT_HOST);
        if (host != null && ManifestParser.parseExtensionBundleHeader(host.toString()) != null) {
            throw refusal("'" + archive.getLocation() + "' is an extension of the framework (Fragment-Host: " + host
                    + "), which would become part of the whole JVM; make it a bundle of its own");
        }
        if (onlyReferences.isPresent()) {
            requireCopied(archive, folder, onlyReferences.get());
        }
    }

    /** A file that others may write could change between its verification and its use. */
    private void requireCopied(BundleArchive archive, Path folder, Path references) throws Exception {
        String location = archive.getLocation();
        Path content = file(archive.getCurrentRevision().getContent())
                .map(each -> each.toPath().toAbsolutePath().normalize())
                .orElseThrow(() -> refusal("'" + location + "' has content that cannot be verified; install a JAR"));
        if (!content.startsWith(folder.toAbsolutePath().normalize()) && !content.startsWith(references)) {
            throw refusal(
                    "'" + content + "' would run where it lies, and 'trust.policy' is 'signed'; install it without"
                            + " 'reference:', so that it is copied");
        }
    }

    private static Optional<File> file(Content content) {
        if (content instanceof JarContent jar) {
            return Optional.of(jar.getFile());
        }
        return content instanceof DirectoryContent directory ? Optional.of(directory.getFile()) : Optional.empty();
    }

    private static BundleException refusal(String sentence) {
        return new BundleException(sentence, BundleException.UNSUPPORTED_OPERATION);
    }
}
