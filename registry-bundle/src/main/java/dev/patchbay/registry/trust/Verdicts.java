package dev.patchbay.registry.trust;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was found of each revision of a bundle, once, as long as the framework knows it. Thread-safe. */
final class Verdicts {
    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

    private final ContractExports exports;
    private final Optional<Signatures> signatures;
    private final Path folder;
    private final Map<BundleRevision, Optional<String>> found = Collections.synchronizedMap(new WeakHashMap<>());
    private volatile String stamp = "";

    /**
     * @param signatures empty if they do not matter
     * @param folder where the bytes of a bundle may lie for a moment
     */
    Verdicts(ContractExports exports, Optional<Signatures> signatures, Path folder) {
        this.exports = exports;
        this.signatures = signatures;
        this.folder = folder;
    }

    /** Judges anew whatever was refused, if a certificate has come or gone. */
    void refresh() {
        String current = signatures.map(Signatures::stamp).orElse("");
        if (!current.equals(stamp)) {
            stamp = current;
            found.clear();
        }
    }

    /** Why a revision may not run; empty if it may. */
    Optional<String> refusal(BundleRevision revision) {
        Optional<String> known = found.get(revision);
        if (known != null) {
            return known;
        }
        // Not under the lock: this reads the bundle, and asks the framework.
        Optional<String> refusal = judge(revision);
        if (found.put(revision, refusal) == null) {
            refusal.ifPresent(sentence -> LOG.warn(
                    "bundle '{}' {} from {} may not run: {}",
                    revision.getSymbolicName(),
                    revision.getVersion(),
                    revision.getBundle().getLocation(),
                    sentence));
        }
        return refusal;
    }

    private Optional<String> judge(BundleRevision revision) {
        return exports.refusal(revision)
                .or(() -> signatures.flatMap(each -> judge(revision.getBundle(), revision, each)));
    }

    private Optional<String> judge(Bundle bundle, BundleRevision revision, Signatures signed) {
        try (BundleCopy copy = BundleCopy.of(bundle, folder)) {
            Optional<String> refusal = signed.refusal(copy.file());
            boolean replaced = bundle.adapt(BundleRevision.class) != revision;
            return replaced ? Optional.of("an update has replaced its content; refresh it") : refusal;
        } catch (UntrustedException e) {
            return Optional.of(e.getMessage());
        } catch (Exception e) {
            // Whatever went wrong, it was not verified; an exception would end the framework's whole resolution.
            return Optional.of("it cannot be verified (" + e + "); get it anew");
        }
    }
}
