package dev.patchbay.registry.compatibility;

import dev.patchbay.api.Compatibility;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.lifecycle.Absences;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.lifecycle.TypeVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.VersionRange;

/** Tells why a type is there or not, from what is installed. Thread-safe. */
public final class TypeExplainer implements Absences, AutoCloseable {
    private static final long ARRIVAL_MILLIS = 1_500;

    private final ConnectorTypes types;
    private final ConnectorBundles bundles;
    private final Obstacles obstacles;
    private final OlderSpelling olderSpelling;
    private final Supply supply;
    private final long startedAt = System.currentTimeMillis();

    /** @param refusal why a bundle may not run at all, or what came of trying to run it; empty if nothing is known */
    public TypeExplainer(BundleContext context, ConnectorTypes types, Function<Bundle, List<String>> refusal) {
        this.types = types;
        this.bundles = new ConnectorBundles(context);
        this.obstacles = new Obstacles(context, refusal);
        this.olderSpelling = new OlderSpelling(types);
        this.supply = new Supply(context);
    }

    @Override
    public Absence explain(InstanceId id, Optional<VersionRange> range) {
        List<TypeVersion> present = types.versions(id.type());
        if (!present.isEmpty() && range.isPresent()) {
            return new Absence(InstanceState.INCOMPATIBLE, outOfRange(id.type(), range.get(), present));
        }
        Optional<String> older = olderSpelling.of(id);
        if (older.isPresent()) {
            return new Absence(InstanceState.INVALID, older.get());
        }
        List<Bundle> declaring = bundles.declaring(id.type());
        Optional<Bundle> arriving = declaring.stream().filter(this::isArriving).findFirst();
        if (arriving.isPresent()) {
            return new Absence(
                    InstanceState.WAITING, arriving.get().getSymbolicName() + " is being installed; wait a moment");
        }
        return reasons(declaring)
                .findFirst()
                .map(reason -> new Absence(InstanceState.INCOMPATIBLE, reason))
                .orElseGet(() -> new Absence(InstanceState.WAITING, notInstalled(id.type())));
    }

    /** Compatible if one version serves; otherwise why each of them does not, or that there is none. */
    public Compatibility compatibility(String type) {
        if (!types.versions(type).isEmpty()) {
            return Compatibility.compatible(type);
        }
        List<String> reasons = reasons(type);
        return Compatibility.incompatible(type, reasons.isEmpty() ? List.of(notInstalled(type)) : reasons);
    }

    /** What is wrong with any of the installed bundles that bring a type, also if others serve; sentences. */
    public List<String> reasons(String type) {
        return reasons(bundles.declaring(type)).toList();
    }

    /** Why a bundle that is installed does not run or does not bring its types, a sentence each. */
    public List<String> reasons(Bundle bundle) {
        return obstacles.ask(bundle);
    }

    /** Types that a bundle declares but that do not serve, sorted. */
    public List<String> absentTypes() {
        return bundles.types().stream()
                .filter(type -> types.versions(type).isEmpty())
                .toList();
    }

    @Override
    public void close() {
        obstacles.close();
    }

    private Stream<String> reasons(List<Bundle> declaring) {
        return declaring.stream()
                .flatMap(bundle -> obstacles.ask(bundle).stream().map(each -> subject(bundle) + each));
    }

    private static String subject(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion()
                + (bundle.getState() == Bundle.ACTIVE ? " does not serve as it should: " : " cannot run: ");
    }

    private String outOfRange(String type, VersionRange range, List<TypeVersion> present) {
        String installed =
                present.stream().map(each -> each.version().toString()).collect(Collectors.joining(", "));
        List<Bundle> inRange = bundles.declaring(type).stream()
                .filter(each -> range.includes(each.getVersion()))
                .toList();
        return reasons(inRange)
                .findFirst()
                .map(reason -> "'version' is " + range + ", and " + reason)
                .orElseGet(() -> "'version' is " + range + ", and installed is only " + installed
                        + "; install a version in that range or widen it");
    }

    private String notInstalled(String type) {
        return "no connector of type '" + type + "' is installed; " + supply.of("its JAR");
    }

    /** A bundle is installed first, and resolved and started then; one that was just installed cannot be judged yet. */
    private boolean isArriving(Bundle bundle) {
        boolean young = System.currentTimeMillis() - Math.max(startedAt, bundle.getLastModified()) < ARRIVAL_MILLIS;
        return young && (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING)) != 0;
    }
}
