package dev.patchbay.registry.install;

import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import java.io.IOException;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundles that the framework has of JARs of the store, and how far each is. Thread-safe. */
final class StoredBundles {
    private static final Logger LOG = LoggerFactory.getLogger(StoredBundles.class);

    private final BundleContext context;
    private final BundleStore store;

    StoredBundles(BundleContext context, BundleStore store) {
        this.context = context;
        this.store = store;
    }

    Optional<Bundle> find(Jar jar) {
        return Optional.ofNullable(context.getBundle(jar.location()));
    }

    /** The bundle of a JAR, installed if it was not. */
    Bundle install(Jar jar) throws BundleException, IOException {
        Bundle present = context.getBundle(jar.location());
        if (present != null) {
            return present;
        }
        try (DigestInputStream bytes = store.open(jar.sha256())) {
            Bundle fresh = taken(jar, bytes);
            if (!BundleStore.matches(bytes, jar.sha256())) {
                fresh.uninstall();
                throw damaged(jar);
            }
            return fresh;
        }
    }

    /** Those in the framework that belong to none of these are of no use any more. */
    void uninstallOthers(Set<String> locations) {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(Jar.SCHEME) && !locations.contains(bundle.getLocation())) {
                Leavings.uninstall(bundle);
            }
        }
    }

    /** Whether a JAR does its work: the factories of a connector are published, a library is started. */
    boolean works(Jar jar) {
        return find(jar).filter(bundle -> works(jar, bundle)).isPresent();
    }

    static boolean isFragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private boolean works(Jar jar, Bundle bundle) {
        try {
            if (isFragment(bundle)) {
                return bundle.getState() == Bundle.RESOLVED;
            }
            return bundle.getState() == Bundle.ACTIVE
                    && (!jar.isConnector() || jar.facts().types().stream().allMatch(type -> publishes(bundle, type)));
        } catch (IllegalStateException | NullPointerException uninstalled) {
            // Somebody else may be at it; Felix 7.0.5 stumbles over the revision that such a bundle has no more.
            return false;
        }
    }

    private boolean publishes(Bundle bundle, String type) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return services != null
                && Arrays.stream(services)
                        .filter(each -> type.equals(each.getProperty(ConnectorType.PREFIX_ + "name")))
                        .anyMatch(each -> each.isAssignableTo(context.getBundle(), ConnectorFactory.class.getName()));
    }

    /** The framework may stumble over damage before it has read to the end. */
    private Bundle taken(Jar jar, DigestInputStream bytes) throws BundleException, IOException {
        try {
            return context.installBundle(jar.location(), bytes);
        } catch (BundleException refused) {
            if (!store.isWhole(jar.sha256())) {
                throw damaged(jar);
            }
            throw refused;
        }
    }

    /** Its file is looked at again when the copy has gone. */
    private IOException damaged(Jar jar) {
        LOG.info("the copy of {} in data/bundles was damaged, and is made anew", jar);
        store.discard(jar.sha256());
        return new IOException("its copy in data/bundles was damaged, and is made anew");
    }
}
