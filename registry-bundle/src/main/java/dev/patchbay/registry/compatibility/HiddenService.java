package dev.patchbay.registry.compatibility;

import dev.patchbay.spi.ConnectorFactory;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Whether a connector runs on another copy of the contract, so that the registry cannot see what it publishes. */
final class HiddenService implements Question {
    private static final String SPI = ConnectorFactory.class.getPackageName();

    private final Factories factories;
    private final Supply supply;

    HiddenService(Factories factories, Supply supply) {
        this.factories = factories;
        this.supply = supply;
    }

    @Override
    public List<String> ask(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null || !factories.isHidden(bundle)) {
            return List.of();
        }
        return List.of(wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .filter(wire ->
                        SPI.equals(wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .findFirst()
                .map(this::another)
                .orElse("it carries a copy of " + SPI + " of its own instead of importing the package, so that the"
                        + " registry cannot see what it publishes; install a build of it that imports the package"));
    }

    private String another(BundleWire wire) {
        Bundle exporter = wire.getProvider().getBundle();
        return "it is wired to another copy of " + SPI + " than the registry, "
                + wire.getCapability().getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE) + " of "
                + exporter.getSymbolicName() + " " + exporter.getVersion()
                + "; remove the bundle that brings it, with 'exec \"felix:uninstall " + exporter.getBundleId()
                + "\"'" + (supply.isByFolder() ? " if it does not lie in deploy/" : "")
                + ", and start the connector anew";
    }
}
