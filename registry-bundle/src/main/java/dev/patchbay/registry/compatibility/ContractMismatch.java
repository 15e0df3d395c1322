package dev.patchbay.registry.compatibility;

import java.util.List;
import java.util.stream.Collectors;
import org.osgi.framework.Version;

/** Says of packages of ours that are not offered as they are wanted, which Patchbay and which connector would fit. */
final class ContractMismatch {
    private static final String OURS = "dev.patchbay.";

    private ContractMismatch() {}

    static boolean concerns(Wanted wanted) {
        return wanted.name().startsWith(OURS);
    }

    /**
     * @param wanted packages of the same range, one at least
     * @param offered the versions that this runtime has of them, sorted
     * @param what wants them: a connector or a library
     */
    static String sentence(List<Wanted> wanted, List<Version> offered, String what) {
        Wanted first = wanted.get(0);
        String built = "it was built for "
                + wanted.stream().map(Wanted::name).sorted().collect(Collectors.joining(" and "))
                + (first.range().isEmpty() ? "" : " " + first.range()) + ", and this runtime ";
        if (offered.isEmpty()) {
            return built + "offers no such package; build the " + what
                    + " against the packages that docs/migration.md names";
        }
        Version here = offered.get(offered.size() - 1);
        return built + "offers " + offered.stream().map(Version::toString).collect(Collectors.joining(" and "))
                + "; install " + fitting(first, here, "a version of the " + what + " that was built for ");
    }

    private static String fitting(Wanted wanted, Version here, String build) {
        Version from = Version.parseVersion(wanted.from());
        if (here.compareTo(from) >= 0) {
            return build + series(here);
        }
        if (from.getMajor() == here.getMajor()) {
            return "Patchbay " + from.getMajor() + "." + from.getMinor()
                    + " or a later " + series(from) + ", or " + build
                    + here.getMajor() + "." + here.getMinor();
        }
        return build + series(here) + ", or Patchbay " + series(from);
    }

    private static String series(Version version) {
        return version.getMajor() + ".x";
    }
}
