package dev.patchbay.registry.trust;

import java.util.Collection;
import java.util.Iterator;
import java.util.function.Predicate;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps what may not run from being resolved, so that it cannot start, be imported from, or be attached to another
 * bundle, whichever way it was installed. Called by the framework, under its lock, each time it resolves.
 */
final class ResolveGate implements ResolverHookFactory, ResolverHook {
    private final Runnable begin;
    private final Predicate<BundleRevision> refused;

    /** @param begin called before each resolution */
    ResolveGate(Runnable begin, Predicate<BundleRevision> refused) {
        this.begin = begin;
        this.refused = refused;
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        begin.run();
        return this;
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        for (Iterator<BundleRevision> each = candidates.iterator(); each.hasNext(); ) {
            if (refused.test(each.next())) {
                each.remove();
            }
        }
    }

    /** Felix attaches fragments that it was not allowed to resolve, unless they find no host. */
    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (requirement.getNamespace().equals(HostNamespace.HOST_NAMESPACE)
                && refused.test(requirement.getRevision())) {
            candidates.clear();
        }
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        // Who may run is no matter of other versions.
    }

    @Override
    public void end() {
        // Nothing is kept from one resolution to the next but the verdicts.
    }
}
