package dev.patchbay.registry.compatibility;

import dev.patchbay.registry.compatibility.UsesConflict.Member;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;

/** Why a bundle does not resolve although something meets each of its requirements: its packages do not fit together. */
final class ResolverVerdict implements Question {
    private final BundleContext context;
    private final TrialResolution resolution;
    private final List<Question> before;

    /** @param before whose answers say more: the resolver stops at the first obstacle that it meets */
    ResolverVerdict(BundleContext context, TrialResolution resolution, List<Question> before) {
        this.context = context;
        this.resolution = resolution;
        this.before = List.copyOf(before);
    }

    @Override
    public List<String> ask(Bundle bundle) {
        boolean open = bundle.getState() == Bundle.INSTALLED
                && !isFragment(bundle)
                && before.stream().allMatch(each -> each.ask(bundle).isEmpty());
        return open
                ? resolution.failure(bundle).map(each -> sentence(bundle, each)).stream()
                        .toList()
                : List.of();
    }

    /** The resolver attaches none to a host that is resolved already, which is no conflict. */
    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private String sentence(Bundle bundle, String message) {
        return UsesConflict.parse(message)
                .map(conflict -> sentence(bundle, conflict))
                .orElseGet(() -> "the framework cannot resolve it ("
                        + message.lines().findFirst().orElse("") + "); give it what that names, or remove it");
    }

    private String sentence(Bundle bundle, UsesConflict conflict) {
        Member subject = conflict.subject();
        String it = subject.name().equals(bundle.getSymbolicName()) ? "it" : "it needs " + name(subject) + ", which";
        String second = name(conflict.second()) + through(conflict.through());
        if (conflict.isOwn()) {
            return it + " exports package " + conflict.packageName() + " and also gets it from " + second
                    + "; install a build of it that imports the package and does not export it";
        }
        return it + " would get package " + conflict.packageName() + " from two exporters that do not mix, "
                + name(conflict.first()) + " and " + second + "; " + remedy(conflict);
    }

    /** What the framework itself exports cannot be removed. */
    private String remedy(UsesConflict conflict) {
        String remove = "remove " + name(conflict.second().id() == 0 ? conflict.first() : conflict.second());
        return conflict.through().isEmpty()
                ? remove + ", or install versions that need the same one"
                : remove + ", or install a version of "
                        + conflict.through().get(0).name() + " that takes the other one";
    }

    private String through(List<Member> members) {
        return members.isEmpty()
                ? ""
                : " (through " + members.stream().map(this::name).collect(Collectors.joining(" and ")) + ")";
    }

    private String name(Member member) {
        Bundle bundle = member.id() < 0 ? null : context.getBundle(member.id());
        return bundle == null ? member.name() : member.name() + " " + bundle.getVersion();
    }
}
