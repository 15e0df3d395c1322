package dev.patchbay.registry.linkage;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The second pass: which classes use what is missing, and whether they can be reached from where others enter the bundle.
 * Libraries have code that nobody reaches, and the rest of it, left away on purpose, would be no loss. For one thread, once.
 */
final class Blame implements OwnClassFiles.Visitor {
    private final BundleClasses classes;
    private final OwnClassFiles files;
    private final Map<Long, Target> targets;
    private final Set<String> entrances;
    private final Map<String, Set<String>> ways = new HashMap<>();
    private final Map<String, Set<Fault>> faults = new LinkedHashMap<>();

    private record Fault(Origin origin, String use) {}

    Blame(BundleWiring wiring, BundleClasses classes, OwnClassFiles files, Map<Long, Target> targets) {
        this.classes = classes;
        this.files = files;
        this.targets = targets;
        this.entrances = new Entrances(wiring).among(files.names());
    }

    void tell(Findings findings) {
        files.visit(this);
        Set<String> reached = reached(entrances);
        faults.forEach((user, uses) -> uses.forEach(fault -> {
            if (reached.contains(user)) {
                findings.missing(fault.origin(), fault.use());
            } else {
                findings.unreached(fault.origin(), fault.use(), user);
            }
        }));
    }

    @Override
    public void visit(String name, byte[] bytes) {
        if (!classes.find(name).isFound()) {
            return;
        }
        ClassFile file = new ClassFile(bytes);
        file.references(new ClassFile.References() {
            @Override
            public void toClass(long className, int item) {
                seek(name, targets.get(className));
            }

            @Override
            public void toMember(long owner, int ownerItem, long member, int item) {
                Target target = targets.get(owner);
                if (target.isMissing(member) && classes.find(target.name()).isFound()) {
                    blame(
                            name,
                            target,
                            use(target.name(), file.textOfMemberName(item), file.textOfMemberDescriptor(item)));
                }
            }
        });
    }

    @Override
    public void fail(String name) {
        // told by the first pass
    }

    private void seek(String user, Target target) {
        Sighting sighting = target.name().isEmpty() ? Sighting.UNKNOWN : classes.find(target.name());
        if (sighting.isFound() && sighting.facts().home() == classes) {
            ways.computeIfAbsent(user, each -> new HashSet<>()).add(target.name());
        } else if (sighting.outcome() == Sighting.Outcome.ABSENT) {
            blame(user, target, readable(target.name()));
        }
    }

    private void blame(String user, Target target, String use) {
        Origin origin = Origin.of(target.name(), classes.origin(target.name()));
        faults.computeIfAbsent(user, each -> new LinkedHashSet<>()).add(new Fault(origin, use));
    }

    private Set<String> reached(Collection<String> from) {
        Set<String> reached = new HashSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (String next : ways.getOrDefault(open.pop(), Set.of())) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }

    private static String use(String owner, String name, String descriptor) {
        if (!descriptor.startsWith("(")) {
            return readable(owner) + "." + name;
        }
        StringBuilder text =
                new StringBuilder(name.equals("<init>") ? "new " + readable(owner) : readable(owner) + "." + name);
        String separator = "(";
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            String type = argument.getClassName();
            text.append(separator).append(type.substring(type.lastIndexOf('.') + 1));
            separator = ", ";
        }
        return text.append(separator.equals("(") ? "()" : ")").toString();
    }

    private static String readable(String name) {
        return name.replace('/', '.');
    }
}
