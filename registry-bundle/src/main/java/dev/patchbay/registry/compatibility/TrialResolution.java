package dev.patchbay.registry.compatibility;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.ResolveContext;
import org.osgi.service.resolver.Resolver;

/** Asks the framework's own resolver whether a bundle would resolve, without resolving it. */
final class TrialResolution {
    private final BundleContext context;
    private final Offers offers;

    TrialResolution(BundleContext context, Offers offers) {
        this.context = context;
        this.offers = offers;
    }

    /** What the resolver has against it; empty if it would resolve, or if the framework lends its resolver to nobody. */
    Optional<String> failure(Bundle bundle) {
        ServiceReference<Resolver> reference = context.getServiceReference(Resolver.class);
        Resolver resolver = reference == null ? null : context.getService(reference);
        if (resolver == null) {
            return Optional.empty();
        }
        try {
            resolver.resolve(new AsInstalled(bundle.adapt(BundleRevision.class)));
            return Optional.empty();
        } catch (ResolutionException failed) {
            return Optional.ofNullable(failed.getMessage());
        } finally {
            context.ungetService(reference);
        }
    }

    /** All bundles as they are now, and one that is to be resolved. */
    private final class AsInstalled extends ResolveContext {
        private final BundleRevision wanted;

        AsInstalled(BundleRevision wanted) {
            this.wanted = wanted;
        }

        @Override
        public Collection<Resource> getMandatoryResources() {
            return List.of(wanted);
        }

        @Override
        public List<Capability> findProviders(Requirement requirement) {
            return new ArrayList<>(offers.meeting(requirement));
        }

        /** Fragments of what resolves now come after the others; which of several equal ones it is tells us nothing. */
        @Override
        public int insertHostedCapability(List<Capability> capabilities, HostedCapability hosted) {
            capabilities.add(hosted);
            return capabilities.size() - 1;
        }

        @Override
        public boolean isEffective(Requirement requirement) {
            return requirement
                    .getDirectives()
                    .getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE)
                    .equals(Namespace.EFFECTIVE_RESOLVE);
        }

        @Override
        public Map<Resource, Wiring> getWirings() {
            Map<Resource, Wiring> wirings = new HashMap<>();
            for (Bundle each : context.getBundles()) {
                BundleWiring wiring = each.adapt(BundleWiring.class);
                if (wiring != null) {
                    wirings.put(wiring.getRevision(), wiring);
                }
            }
            return wirings;
        }
    }
}
