package dev.patchbay.benchmarks.scene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;

/** File Install and ConfigurationAdmin alone, inside this process. */
public final class PlainCandidate implements Candidate {
    private final PlainFelix felix;

    public PlainCandidate(Path home, List<String> types, int poll) throws BundleException, IOException {
        this.felix = PlainFelix.start(home, types, poll);
    }

    /** File Install cuts the name at the first dash. */
    @Override
    public String fileName(String type, String instance) {
        return "connector." + type + "-" + instance + ".cfg";
    }

    @Override
    public Optional<String> greeting(String type, String instance) {
        return felix.instances().greeting("connector." + type + "~" + instance);
    }

    @Override
    public boolean has(String type) {
        return felix.newest(type).isPresent();
    }

    /** Nothing chooses here among several versions; taken is the newest that has published its factory. */
    @Override
    public Optional<String> version(String type, String instance) {
        return felix.newest(type).map(Version::toString);
    }

    /** Where bundles are installed without a file. */
    public BundleContext context() {
        return felix.context();
    }

    @Override
    public int ready() {
        return felix.instances().size();
    }

    @Override
    public void close() throws IOException {
        felix.close();
    }

    /** Ends what hands files over; the configurations stay. */
    public void stopFileInstall() throws BundleException {
        for (Bundle bundle : felix.context().getBundles()) {
            if ("org.apache.felix.fileinstall".equals(bundle.getSymbolicName())) {
                bundle.stop();
            }
        }
    }
}
