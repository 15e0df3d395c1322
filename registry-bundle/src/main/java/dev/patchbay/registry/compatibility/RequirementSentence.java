package dev.patchbay.registry.compatibility;

import java.util.List;
import java.util.stream.Collectors;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.NativeNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;

/** Says what a requirement is that nothing here meets, and who could meet it. */
final class RequirementSentence {
    private final Offers offers;
    private final Supply supply;

    RequirementSentence(Offers offers, Supply supply) {
        this.offers = offers;
        this.supply = supply;
    }

    String of(BundleRequirement requirement) {
        Wanted wanted = Wanted.of(requirement);
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE ->
                "it needs package " + wanted + ", and " + offered(requirement, wanted, "nothing here exports it") + "; "
                        + supply.of("the library's bundle");
            case BundleNamespace.BUNDLE_NAMESPACE ->
                "it needs bundle " + wanted + ", and " + offered(requirement, wanted, "none of that name is installed")
                        + "; " + supply.of("it");
            case HostNamespace.HOST_NAMESPACE ->
                "it is a fragment of " + wanted + ", and " + offered(requirement, wanted, "that is not installed")
                        + "; " + supply.of("the host's bundle");
            case NativeNamespace.NATIVE_NAMESPACE ->
                "it brings native code for other systems than this one (" + System.getProperty("os.name") + ", "
                        + System.getProperty("os.arch") + "); install a build of it for this system";
            default ->
                "it needs the capability " + requirement.getNamespace() + " " + wanted + ", and "
                        + offered(requirement, wanted, "nothing here provides it")
                        + "; " + supply.of("the bundle that does");
        };
    }

    /** A requirement that is met by nothing but bundles that cannot resolve either. */
    String indirect(BundleRequirement requirement, String provider, String reason) {
        String subject = requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
                ? "package "
                : requirement.getNamespace() + " ";
        return "it needs " + subject + Wanted.of(requirement).name() + " of " + provider + ", which cannot run: "
                + reason;
    }

    private String offered(BundleRequirement requirement, Wanted wanted, String nothing) {
        List<Version> versions = offers.versions(requirement.getNamespace(), wanted.name());
        return versions.isEmpty()
                ? nothing
                : "only " + versions.stream().map(Version::toString).collect(Collectors.joining(" and ")) + " is here";
    }
}
