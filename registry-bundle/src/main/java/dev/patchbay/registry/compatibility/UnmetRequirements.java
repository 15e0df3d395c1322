package dev.patchbay.registry.compatibility;

import dev.patchbay.spi.ConnectorType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;

/** Which requirements of a bundle that is not resolved nothing here meets: packages, capabilities, bundles, hosts. */
final class UnmetRequirements implements Question {
    private final Offers offers;
    private final RequirementSentence sentence;

    UnmetRequirements(Offers offers, Supply supply) {
        this.offers = offers;
        this.sentence = new RequirementSentence(offers, supply);
    }

    @Override
    public List<String> ask(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return bundle.getState() == Bundle.INSTALLED && revision != null ? of(revision, new HashMap<>()) : List.of();
    }

    /**
     * @param known what was found of other revisions, so that each is looked at once, however many need it; one that is
     *     looked at now lacks nothing as far as is known: bundles may need each other
     */
    private List<String> of(BundleRevision revision, Map<BundleRevision, List<String>> known) {
        List<String> before = known.putIfAbsent(revision, List.of());
        if (before != null) {
            return before;
        }
        List<String> found = unmet(revision, known);
        known.put(revision, found);
        return found;
    }

    private List<String> unmet(BundleRevision revision, Map<BundleRevision, List<String>> known) {
        List<BundleRequirement> contract = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (!isMandatory(requirement)) {
                continue;
            }
            Collection<BundleCapability> providers = offers.meeting(requirement);
            if (!providers.isEmpty()) {
                indirect(requirement, providers, known).ifPresent(others::add);
            } else if (isPackage(requirement) && ContractMismatch.concerns(Wanted.of(requirement))) {
                contract.add(requirement);
            } else {
                others.add(sentence.of(requirement));
            }
        }
        List<String> all = contract(contract, isConnector(revision) ? "connector" : "library");
        all.addAll(others);
        return all;
    }

    /** One sentence for all packages of a range: they were built together. */
    private List<String> contract(List<BundleRequirement> requirements, String what) {
        Map<String, List<Wanted>> byRange = requirements.stream()
                .map(Wanted::of)
                .collect(Collectors.groupingBy(Wanted::range, LinkedHashMap::new, Collectors.toList()));
        List<String> sentences = new ArrayList<>();
        for (List<Wanted> wanted : byRange.values()) {
            Set<Version> offered = new TreeSet<>();
            wanted.forEach(each -> offered.addAll(offers.versions(PackageNamespace.PACKAGE_NAMESPACE, each.name())));
            sentences.add(ContractMismatch.sentence(wanted, List.copyOf(offered), what));
        }
        return sentences;
    }

    private Optional<String> indirect(
            BundleRequirement requirement,
            Collection<BundleCapability> providers,
            Map<BundleRevision, List<String>> known) {
        if (providers.stream().anyMatch(each -> canProvide(each, known))) {
            return Optional.empty();
        }
        BundleRevision first = providers.iterator().next().getRevision();
        return of(first, known).stream()
                .findFirst()
                .map(reason ->
                        sentence.indirect(requirement, first.getSymbolicName() + " " + first.getVersion(), reason));
    }

    private boolean canProvide(BundleCapability capability, Map<BundleRevision, List<String>> known) {
        BundleRevision revision = capability.getRevision();
        return revision.getBundle().getState() != Bundle.INSTALLED
                || of(revision, known).isEmpty();
    }

    private static boolean isConnector(BundleRevision revision) {
        return !revision.getDeclaredCapabilities(ConnectorType.NAMESPACE).isEmpty();
    }

    private static boolean isPackage(BundleRequirement requirement) {
        return requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE);
    }

    /** Java is a question of its own, {@link JavaTooOld}. */
    private static boolean isMandatory(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String effective =
                directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE);
        String resolution = directives.getOrDefault(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, "");
        return effective.equals(Namespace.EFFECTIVE_RESOLVE)
                && !resolution.equals(Namespace.RESOLUTION_OPTIONAL)
                && !resolution.equals(PackageNamespace.RESOLUTION_DYNAMIC)
                && !requirement.getNamespace().equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE);
    }
}
