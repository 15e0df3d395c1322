package dev.patchbay.registry.compatibility;

import dev.patchbay.api.Compatibility;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.lifecycle.Absences;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.lifecycle.TypeVersion;
import dev.patchbay.spi.ConnectorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.VersionRange;

/** Tells why a type is there or not, from what is installed. */
public final class TypeExplainer implements Absences {
    private static final long ARRIVAL_MILLIS = 1_500;

    private final BundleContext context;
    private final ConnectorTypes types;
    private final ConnectorBundles bundles;
    private final UnmetRequirements requirements;
    private final Function<Bundle, Optional<String>> refusals;
    private final long startedAt = System.currentTimeMillis();

    /** @param refusals why a bundle may not run, whatever it needs */
    public TypeExplainer(BundleContext context, ConnectorTypes types, Function<Bundle, Optional<String>> refusals) {
        this.context = context;
        this.types = types;
        this.bundles = new ConnectorBundles(context);
        this.requirements = new UnmetRequirements(context);
        this.refusals = refusals;
    }

    @Override
    public Absence explain(InstanceId id, Optional<VersionRange> range) {
        List<TypeVersion> present = types.versions(id.type());
        if (!present.isEmpty() && range.isPresent()) {
            return new Absence(
                    InstanceState.INCOMPATIBLE,
                    "'version' is " + range.get() + ", and installed is only "
                            + String.join(
                                    ", ",
                                    present.stream()
                                            .map(each -> each.version().toString())
                                            .toList())
                            + "; install a version in that range or widen it");
        }
        Optional<String> older = olderSpelling(id);
        if (older.isPresent()) {
            return new Absence(InstanceState.INVALID, older.get());
        }
        Optional<Bundle> arriving =
                bundles.declaring(id.type()).stream().filter(this::isArriving).findFirst();
        if (arriving.isPresent()) {
            return new Absence(
                    InstanceState.WAITING, arriving.get().getSymbolicName() + " is being installed; wait a moment");
        }
        List<String> reasons = reasons(id.type());
        return reasons.isEmpty()
                ? new Absence(InstanceState.WAITING, notInstalled(id.type()))
                : new Absence(InstanceState.INCOMPATIBLE, reasons.get(0));
    }

    /** Every reason why a type does not serve; compatible if it does. */
    public Compatibility compatibility(String type) {
        if (!types.versions(type).isEmpty()) {
            return Compatibility.compatible(type);
        }
        List<String> reasons = reasons(type);
        return Compatibility.incompatible(type, reasons.isEmpty() ? List.of(notInstalled(type)) : reasons);
    }

    /** How the bundles that came from a file stand, in sentences; empty if there are none. */
    public List<String> file(String fileName) {
        List<String> sentences = new ArrayList<>();
        for (Bundle bundle : bundles.fromFile(fileName)) {
            List<String> types = ConnectorBundles.types(bundle).toList();
            String what = types.isEmpty() ? "a library" : "connector " + String.join(", ", types);
            sentences.add(fileName + " is " + what + " " + bundle.getVersion() + " (" + bundle.getSymbolicName() + "), "
                    + (bundle.getState() == Bundle.ACTIVE ? "running" : "not running"));
            if (bundle.getState() != Bundle.ACTIVE) {
                sentences.addAll(reasons(bundle));
            }
        }
        return sentences;
    }

    /** Types that a bundle declares but that do not serve, sorted. */
    public List<String> absentTypes() {
        return bundles.types().stream()
                .filter(type -> types.versions(type).isEmpty())
                .toList();
    }

    private String notInstalled(String type) {
        return "no connector of type '" + type + "' is installed; drop its JAR into deploy/";
    }

    /** {@code connector.github-europe.cfg} once meant the instance 'europe' of 'github'. */
    private Optional<String> olderSpelling(InstanceId id) {
        String type = id.type();
        for (int dash = type.indexOf('-'); dash > 0; dash = type.indexOf('-', dash + 1)) {
            String shorter = type.substring(0, dash);
            String name = type.substring(dash + 1);
            if (types.versions(shorter).isEmpty()
                    || !InstanceId.isPart(name)
                    || !id.name().equals(InstanceId.DEFAULT)) {
                continue;
            }
            InstanceId meant = new InstanceId(shorter, name, id.tenant());
            return Optional.of("connector." + id + ".cfg is the older spelling, which would be an instance of a type '"
                    + type + "' that is not installed; rename it to connector." + meant + ".cfg");
        }
        return Optional.empty();
    }

    /** A bundle is installed first, and resolved and started then; one that was just installed cannot be judged yet. */
    private boolean isArriving(Bundle bundle) {
        boolean young = System.currentTimeMillis() - Math.max(startedAt, bundle.getLastModified()) < ARRIVAL_MILLIS;
        return young && (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING)) != 0;
    }

    private List<String> reasons(String type) {
        List<String> reasons = new ArrayList<>();
        for (Bundle bundle : bundles.declaring(type)) {
            for (String reason : reasons(bundle)) {
                reasons.add(bundle.getSymbolicName() + " " + bundle.getVersion() + " cannot run: " + reason);
            }
        }
        return reasons;
    }

    /** Why a bundle that is installed does not serve, a sentence each. */
    public List<String> reasons(Bundle bundle) {
        if (bundle.getState() == Bundle.INSTALLED) {
            List<String> unmet = new ArrayList<>();
            refusals.apply(bundle).ifPresent(unmet::add);
            unmet.addAll(requirements.of(bundle));
            return unmet.isEmpty()
                    ? List.of("each thing it needs is there, but not all together (a conflict of package uses);"
                            + " the log names the packages")
                    : unmet;
        }
        if (bundle.getState() == Bundle.STOPPING || bundle.getState() == Bundle.UNINSTALLED) {
            return List.of();
        }
        if (bundle.getState() == Bundle.RESOLVED) {
            return List.of("its bundle is stopped; start it with 'exec \"felix:start " + bundle.getBundleId() + "\"'");
        }
        return List.of(
                isHidden(bundle)
                        ? "it is wired to another copy of dev.patchbay.spi than the registry; remove the bundle that"
                                + " brings that copy"
                        : "it publishes no ConnectorFactory: a reference of its component is not there, or its"
                                + " component failed; 'exec scr:list' and the log name the cause");
    }

    /** A service of the right name that we cannot see has another class of that name. */
    private boolean isHidden(Bundle bundle) {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(ConnectorFactory.class.getName(), null);
            if (all == null) {
                return false;
            }
            for (ServiceReference<?> reference : all) {
                if (bundle.equals(reference.getBundle())
                        && !reference.isAssignableTo(context.getBundle(), ConnectorFactory.class.getName())) {
                    return true;
                }
            }
            return false;
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
