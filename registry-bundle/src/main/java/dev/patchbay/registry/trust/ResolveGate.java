package dev.patchbay.registry.trust;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;

/**
 * Keeps what may not run from being resolved, so that it cannot start, be imported from, or be attached to another
 * bundle, whichever way it was installed. Called by the framework, under its lock, each time it resolves.
 *
 * <p>It does so by leaving a refused revision without providers, and all others without it as a provider. The simpler way,
 * to take it out of what is resolvable, is no way: Felix 7.0.5 then counts every bundle that is resolved already as not
 * allowed too, so that one refused JAR would keep all others from resolving; and it attaches refused fragments.
 */
final class ResolveGate implements ResolverHookFactory {
    private final Runnable beforehand;
    private final Function<BundleRevision, Optional<String>> refusals;

    /**
     * @param beforehand called before each resolution
     * @param refusals why a revision may not run; empty for one that may
     */
    ResolveGate(Runnable beforehand, Function<BundleRevision, Optional<String>> refusals) {
        this.beforehand = beforehand;
        this.refusals = refusals;
    }

    /** An exception ends the resolution: its message is what a caller of {@code start} gets to read. */
    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        beforehand.run();
        List<BundleRevision> wanted =
                triggers.stream().filter(each -> each.getWiring() == null).toList();
        List<String> reasons =
                wanted.stream().flatMap(each -> refusals.apply(each).stream()).toList();
        if (!reasons.isEmpty() && reasons.size() == wanted.size()) {
            throw new IllegalStateException(String.join("; ", reasons));
        }
        return new Resolution(wanted);
    }

    private boolean isRefused(BundleRevision revision) {
        return refusals.apply(revision).isPresent();
    }

    private static boolean needsNothing(BundleRevision revision) {
        return revision.getDeclaredRequirements(null).stream().noneMatch(ResolveGate::isMandatory);
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        String effective = requirement.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
        String resolution = requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
        return (effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE))
                && (resolution == null || resolution.equals(Namespace.RESOLUTION_MANDATORY));
    }

    private final class Resolution implements ResolverHook {
        private final List<BundleRevision> wanted;

        Resolution(List<BundleRevision> wanted) {
            this.wanted = wanted;
        }

        /** Only one that could do without providers, and only where it was asked for among others. */
        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            for (BundleRevision each : wanted) {
                if (isRefused(each) && needsNothing(each)) {
                    candidates.remove(each);
                }
            }
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            if (isRefused(requirement.getRevision())) {
                candidates.clear();
                return;
            }
            for (Iterator<BundleCapability> each = candidates.iterator(); each.hasNext(); ) {
                if (isRefused(each.next().getRevision())) {
                    each.remove();
                }
            }
        }

        /** A refused version of a singleton does not keep another one from running. */
        @Override
        public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
            if (isRefused(singleton.getRevision())) {
                collisions.clear();
                return;
            }
            for (Iterator<BundleCapability> each = collisions.iterator(); each.hasNext(); ) {
                if (isRefused(each.next().getRevision())) {
                    each.remove();
                }
            }
        }

        @Override
        public void end() {
            // Nothing is kept from one resolution to the next.
        }
    }
}
